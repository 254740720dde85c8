/** What AWS lets these texts be; a sentence says what is wrong, undefined says nothing is. */
export type Complaint = string | undefined;

const ACCOUNT_ID = /^\d{12}$/;
const ROLE_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/((?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64})$/;
const ROLE_NAME = /^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const MFA_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(?:mfa|sms-mfa)\/\S+$/;
const MFA_HARDWARE = /^[\w-]{6,}$/;

export function accountIdComplaint(text: string): Complaint {
  if (ACCOUNT_ID.test(text)) return undefined;
  if (/^\d+$/.test(text)) return `has ${text.length} digits; an account id has 12`;
  if (/^\d{4}-\d{4}-\d{4}$/.test(text)) return "has dashes; an account id is 12 digits without them";
  return "is no account id: that is 12 digits";
}

export function roleComplaint(text: string): Complaint {
  if (!text.startsWith("arn:")) {
    return ROLE_NAME.test(text)
      ? undefined
      : "is no role name: letters, digits and +=,.@-_ with / between the parts of a path";
  }
  if (ROLE_ARN.test(text)) return undefined;
  return "is no role ARN: that is arn:aws:iam::111122223333:role/Name";
}

export function externalIdComplaint(text: string): Complaint {
  if (text.length < 2 || text.length > 1224) return "is no external id: that has 2 to 1224 characters";
  return /^[\w+=,.@:/-]+$/.test(text) ? undefined : "is no external id: letters, digits and +=,.@:/-_ only";
}

export function sessionNameComplaint(text: string): Complaint {
  if (text.length < 2 || text.length > 64) return "is no session name: that has 2 to 64 characters";
  return /^[\w+=,.@-]+$/.test(text) ? undefined : "is no session name: letters, digits and +=,.@-_ only";
}

export function mfaComplaint(text: string): Complaint {
  if (MFA_ARN.test(text) || MFA_HARDWARE.test(text)) return undefined;
  return "is no MFA device: that is arn:aws:iam::111122223333:mfa/name, or the serial number of a hardware device";
}

/** The parts of a role ARN; undefined for a name. */
export function roleArnParts(
  role: string,
): { readonly partition: string; readonly accountId: string } | undefined {
  const [, partition, accountId] = ROLE_ARN.exec(role) ?? [];
  return partition !== undefined && accountId !== undefined ? { partition, accountId } : undefined;
}
