/** What is wrong with a text, and what to write instead; undefined: nothing. */
export type Complaint = { readonly problem: string; readonly hint: string } | undefined;

const ACCOUNT_ID = /^\d{12}$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const ROLE_NAME = /^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;
const MFA_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(?:mfa|sms-mfa)\/\S+$/;
const MFA_HARDWARE = /^[\w-]{6,}$/;

export function accountIdComplaint(text: string): Complaint {
  if (ACCOUNT_ID.test(text)) return undefined;
  const hint = 'An account id is 12 digits, without dashes, e.g. "111122223333".';
  return {
    problem: /^\d+$/.test(text) ? `is no account id: it has ${text.length} digits` : "is no account id",
    hint,
  };
}

export function roleComplaint(text: string): Complaint {
  if (text.startsWith("arn:")) {
    if (ROLE_ARN.test(text)) return undefined;
    return { problem: "is no role ARN", hint: "A role ARN is like arn:aws:iam::111122223333:role/Name." };
  }
  if (ROLE_NAME.test(text)) return undefined;
  const hint = "Give Name, path/Name or an ARN; a name has up to 64 letters, digits and +=,.@-_";
  return { problem: "is no role name", hint };
}

export function externalIdComplaint(text: string): Complaint {
  if (/^[\w+=,.@:/-]{2,1224}$/.test(text)) return undefined;
  return { problem: "is no external id", hint: "It has 2 to 1224 letters, digits and +=,.@:/-_" };
}

export function sessionNameComplaint(text: string): Complaint {
  if (/^[\w+=,.@-]{2,64}$/.test(text)) return undefined;
  return { problem: "is no session name", hint: "It has 2 to 64 letters, digits and +=,.@-_" };
}

export function mfaComplaint(text: string): Complaint {
  if (MFA_ARN.test(text) || MFA_HARDWARE.test(text)) return undefined;
  const hint = "Give its ARN, arn:aws:iam::111122223333:mfa/name, or the serial number of a hardware device.";
  return { problem: "is no MFA device", hint };
}
