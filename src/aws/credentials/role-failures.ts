/** Explains why a role could not be assumed: by whom, which role, and what to change, in one sentence. */
import { Failure, type FailureStatus } from "../../model/failure.ts";
import { EXPIRED, KEYS_REFUSED, otherDenial } from "../failures/error-codes.ts";
import { plain } from "../failures/wording.ts";
import { WRONG_CODE } from "./mfa.ts";

interface RoleAttempt {
  /** The caller's ARN, or a label while it is unknown. */
  readonly who: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly mfaSerial: string | undefined;
}

/** A failure, with the original message of AWS. */
interface Refusal {
  readonly code: string;
  readonly status: FailureStatus;
  readonly said: string;
}

interface Rule {
  readonly when: (refusal: Refusal) => boolean;
  /** Undefined: keep the status. */
  readonly status?: FailureStatus;
  readonly text: (attempt: RoleAttempt, refusal: Refusal) => string;
}

const says =
  (pattern: RegExp) =>
  ({ said }: Refusal) =>
    pattern.test(said);
const codes =
  (pattern: RegExp) =>
  ({ code }: Refusal) =>
    pattern.test(code);

const denied = (attempt: RoleAttempt, advice: string): string =>
  `${attempt.who} may not assume ${attempt.roleArn}: ${advice}`;

const RULES: readonly Rule[] = [
  {
    when: says(WRONG_CODE),
    status: "unauthenticated",
    text: ({ mfaSerial, roleArn }) =>
      `AWS rejected the MFA code for ${mfaSerial} (${roleArn}): wait for the next code, and check the clock of this machine`,
  },
  {
    when: ({ said }) => otherDenial(said) !== undefined,
    status: "denied",
    text: (attempt, { said }) => denied(attempt, otherDenial(said) ?? ""),
  },
  {
    when: says(/service control policy/i),
    status: "denied",
    text: (attempt) => denied(attempt, "a service control policy denies sts:AssumeRole"),
  },
  {
    when: says(/resource control policy/i),
    status: "denied",
    text: (attempt) =>
      denied(attempt, "a resource control policy of the role's organization denies sts:AssumeRole"),
  },
  {
    when: says(/VPC endpoint policy/i),
    status: "denied",
    text: (attempt) => denied(attempt, "the VPC endpoint policy for STS does not allow sts:AssumeRole"),
  },
  {
    when: says(/explicit deny/i),
    status: "denied",
    text: (attempt) => denied(attempt, "a policy explicitly denies sts:AssumeRole"),
  },
  {
    when: says(/no identity-based policy allows/i),
    status: "denied",
    text: (attempt) => denied(attempt, "allow the caller sts:AssumeRole on that role"),
  },
  {
    when: says(/no (session policy|permissions boundary) allows/i),
    status: "denied",
    text: (attempt) =>
      denied(attempt, "the caller's session policy or permissions boundary does not allow sts:AssumeRole"),
  },
  {
    // STS responds alike for a missing role, a wrong external id and a trust policy without this caller.
    when: codes(/^AccessDenied/),
    status: "denied",
    text: (attempt) => denied(attempt, trustAdvice(attempt)),
  },
  {
    when: codes(/^RegionDisabled/),
    status: "denied",
    text: ({ roleArn }) =>
      `STS in this region does not accept the account of ${roleArn}: set AWS_REGION to a region that is enabled there`,
  },
  {
    when: codes(EXPIRED),
    status: "unauthenticated",
    text: ({ who, roleArn }) =>
      `could not assume ${roleArn}: the credentials of ${who} have expired; renew them`,
  },
  {
    when: ({ code, status }) => status === "unauthenticated" && KEYS_REFUSED.test(code),
    text: ({ who, roleArn }, { code }) =>
      `could not assume ${roleArn}: AWS does not accept the credentials of ${who} (${code}); check the access key and its partition`,
  },
  {
    when: codes(/^(ValidationError|InvalidParameterValue)/),
    status: "error",
    text: ({ roleArn }, { said }) =>
      `could not assume ${roleArn}: STS rejected the request as invalid: ${said}`,
  },
];

function trustAdvice({ externalId, mfaSerial }: RoleAttempt): string {
  const trust = "check that the role exists and that its trust policy allows this caller";
  if (externalId !== undefined) return `${trust} and this external id`;
  return `${trust}, and whether it requires an external id${mfaSerial === undefined ? " or MFA" : ""}`;
}

/** The same failure, with an explanation as its message. */
export function roleFailure(failure: Failure, attempt: RoleAttempt): Failure {
  if (/^Mfa/.test(failure.code)) return failure;
  const said = plain(failure.cause instanceof Error ? failure.cause.message : failure.message);
  const refusal = { code: failure.code, status: failure.status, said };
  const known = { ...attempt, who: callerIn(said) ?? attempt.who };
  const rule = RULES.find(({ when }) => when(refusal));
  const text =
    rule?.text(known, refusal) ?? `${known.who} could not assume ${known.roleArn}: ${failure.message}`;
  return new Failure(rule?.status ?? failure.status, failure.stage, failure.code, text, { cause: failure });
}

/** AWS quotes the caller's ARN: `User: arn:aws:iam::111122223333:user/me is not authorized to perform: ...`. */
function callerIn(message: string): string | undefined {
  return /User: (arn:\S+) is not authorized/.exec(message)?.[1];
}
