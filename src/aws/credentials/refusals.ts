/** Why a role was not assumed: who we were, what we tried, what to change, in one sentence and in one place. */
import { Failure, type FailureStatus } from "../../model/failure.ts";
import { EXPIRED, KEYS_REFUSED, otherDenial } from "../failures/error-codes.ts";
import { plain } from "../failures/wording.ts";
import { WRONG_CODE } from "./mfa.ts";

export interface RoleAttempt {
  /** The caller's ARN, or what is known of it. */
  readonly who: string;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly mfaSerial: string | undefined;
}

/** A failure with what AWS itself said. */
interface Refusal {
  readonly code: string;
  readonly judged: FailureStatus;
  readonly said: string;
}

interface Rule {
  readonly when: (refusal: Refusal) => boolean;
  /** Undefined: as it was. */
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
      `the code of MFA device ${mfaSerial} was not accepted for ${roleArn}: use the next one, and check the clocks`,
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
    text: (attempt) => denied(attempt, "a resource control policy of the role's organization denies it"),
  },
  {
    when: says(/VPC endpoint policy/i),
    status: "denied",
    text: (attempt) => denied(attempt, "the policy of the VPC endpoint for STS leaves out sts:AssumeRole"),
  },
  {
    when: says(/explicit deny/i),
    status: "denied",
    text: (attempt) => denied(attempt, "a policy denies sts:AssumeRole explicitly"),
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
      denied(attempt, "the caller's session policy or permissions boundary leaves out sts:AssumeRole"),
  },
  {
    // STS says no more than this for a missing role, a wrong external id and a trust policy without us.
    when: codes(/^AccessDenied/),
    status: "denied",
    text: (attempt) => denied(attempt, trustAdvice(attempt)),
  },
  {
    when: codes(/^RegionDisabled/),
    status: "denied",
    text: ({ roleArn }) =>
      `STS of this region serves no account of ${roleArn}: set AWS_REGION to a region enabled there`,
  },
  {
    when: codes(EXPIRED),
    status: "unauthenticated",
    text: ({ who, roleArn }) =>
      `the credentials of ${who} have expired, ${roleArn} was not assumed: renew them`,
  },
  {
    when: ({ code, judged }) => judged === "unauthenticated" && KEYS_REFUSED.test(code),
    text: ({ who, roleArn }, { code }) =>
      `AWS does not accept the credentials of ${who} (${code}), ${roleArn} was not assumed: check the access key and that it belongs to that partition`,
  },
  {
    when: codes(/^(ValidationError|InvalidParameterValue)/),
    status: "error",
    text: ({ roleArn }, { said }) => `STS finds the request for ${roleArn} invalid: ${said}`,
  },
];

function trustAdvice({ externalId, mfaSerial }: RoleAttempt): string {
  const trust = "check that the role exists and that its trust policy names this caller";
  if (externalId !== undefined) return `${trust} and expects the external id that was given`;
  return `${trust}, and whether it asks for an external id${mfaSerial === undefined ? " or MFA" : ""}`;
}

/** The same failure, explained. */
export function roleRefusal(failure: Failure, attempt: RoleAttempt): Failure {
  if (/^Mfa/.test(failure.code)) return failure;
  const said = plain(failure.cause instanceof Error ? failure.cause.message : failure.message);
  const refusal = { code: failure.code, judged: failure.status, said };
  const known = { ...attempt, who: callerIn(said) ?? attempt.who };
  const rule = RULES.find(({ when }) => when(refusal));
  const text =
    rule?.text(known, refusal) ?? `${known.who} could not assume ${known.roleArn}: ${failure.message}`;
  return new Failure(rule?.status ?? failure.status, failure.stage, failure.code, text, { cause: failure });
}

/** AWS names the caller: `User: arn:aws:iam::111122223333:user/me is not authorized to perform: ...`. */
function callerIn(message: string): string | undefined {
  return /User: (arn:\S+) is not authorized/.exec(message)?.[1];
}
