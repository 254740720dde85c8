/** What is wrong with a text, and what to write instead; undefined: nothing. */
export type Complaint = { readonly problem: string; readonly hint: string } | undefined;

const ACCOUNT_ID = /^\d{12}$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const ROLE_NAME = /^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const MFA_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(?:mfa|sms-mfa)\/\S+$/;
const MFA_HARDWARE = /^[\w-]{6,}$/;

export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}

export function accountIdComplaint(text: string): Complaint {
  if (isAccountId(text)) return undefined;
  const hint = 'An account id is 12 digits, without dashes, e.g. "111122223333".';
  const found = /^\d+$/.test(text) ? `: 12 digits expected, ${text.length} found` : "";
  return { problem: `is not a valid account id${found}`, hint };
}

export function roleComplaint(text: string): Complaint {
  if (text.startsWith("arn:")) {
    if (ROLE_ARN.test(text)) return undefined;
    const hint = "A role ARN looks like arn:aws:iam::111122223333:role/Name.";
    return { problem: "is not a valid role ARN", hint };
  }
  if (ROLE_NAME.test(text)) return undefined;
  const hint = "Use a name, path/name or ARN; a name has up to 64 letters, digits and +=,.@-_";
  return { problem: "is not a valid role name", hint };
}

export function externalIdComplaint(text: string): Complaint {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(text)) return undefined;
  const hint = "An external id has 2 to 1224 letters, digits and +=,.@:/-_";
  return { problem: "is not a valid external id", hint };
}

export function sessionNameComplaint(text: string): Complaint {
  if (/^[\w+=,.@-]{2,64}$/.test(text)) return undefined;
  const hint = "A session name has 2 to 64 letters, digits and +=,.@-_";
  return { problem: "is not a valid session name", hint };
}

export function mfaComplaint(text: string): Complaint {
  if (MFA_ARN.test(text) || MFA_HARDWARE.test(text)) return undefined;
  const hint = "Use its ARN, arn:aws:iam::111122223333:mfa/name, or the serial number of a hardware device.";
  return { problem: "is not a valid MFA device ARN or serial number", hint };
}
