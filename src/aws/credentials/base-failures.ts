/** Why there are no base credentials, or why AWS rejects them: one sentence that says what to change. */
import { Failure, type FailureStatus } from "../../model/failure.ts";
import { defaultRegions, knownRegion, partitionOfRegion } from "../../model/partitions.ts";
import { shellWord } from "../../model/quoted.ts";
import { EXPIRED, KEYS_REFUSED } from "../failures/error-codes.ts";
import { toFailure } from "../failures/failures.ts";
import { networkError } from "../failures/network.ts";
import { plain } from "../failures/wording.ts";
import { type CredentialSource, rootOf } from "./source.ts";

interface BaseAttempt {
  /** `profile hub`, `environment variables`, ... */
  readonly label: string;
  readonly source: CredentialSource;
  /** The region that was called. */
  readonly region?: string;
}

interface Rule {
  readonly sources: readonly CredentialSource["kind"][];
  /** Matches the message of the SDK's provider; undefined: any message. */
  readonly when?: RegExp;
  readonly status?: FailureStatus;
  readonly code: string;
  readonly text: (attempt: BaseAttempt, said: string) => string;
}

/** The first that applies; for a source without a rule the SDK's message is shown. */
const RULES: readonly Rule[] = [
  {
    sources: ["sso"],
    when: /ForbiddenException|No access/,
    status: "denied",
    code: "ForbiddenException",
    text: ({ label }) =>
      `the permission set of ${label} is not assigned to you: check its sso_account_id and sso_role_name`,
  },
  {
    sources: ["sso"],
    when: /session|token|UnauthorizedException/i,
    code: "SsoSessionExpired",
    text: ({ label, source }) =>
      `not signed in to the SSO session of ${label} (or it expired): run aws sso login${profileOption(source)}`,
  },
  {
    sources: ["login"],
    code: "LoginExpired",
    text: ({ label, source }) =>
      `not signed in with ${label} (or the session expired): run aws login${profileOption(source)}`,
  },
  {
    sources: ["process"],
    code: "CredentialProcessFailed",
    text: ({ label }, said) =>
      `the credential_process of ${label} failed: ${said}. Run it yourself to see its output, which is not shown here because it may contain secrets`,
  },
  {
    sources: ["web identity"],
    when: /ENOENT|EACCES|EISDIR/,
    code: "WebIdentityTokenMissing",
    text: ({ label }, said) =>
      `the token file of ${label} cannot be read (${said}): check AWS_WEB_IDENTITY_TOKEN_FILE or web_identity_token_file`,
  },
  {
    sources: ["container"],
    code: "ContainerCredentials",
    text: (_, said) =>
      `the container's credential endpoint returned no credentials (${said}): check the task role or the Pod Identity association`,
  },
  { sources: ["instance", "none"], code: "NoCredentials", text: nothingFound },
];

function nothingFound({ label, source }: BaseAttempt, said: string): string {
  if (source.kind === "role") return `${label}: the instance metadata returned no credentials (${said})`;
  return label.startsWith("profile ")
    ? `${label} has no credentials, and there is no container or instance role: run aws configure --profile ${shellWord(label.slice(8))}`
    : "no AWS credentials in the environment, config files, container or instance metadata: sign in (aws configure, aws sso login) or pass --profile";
}

function profileOption(source: CredentialSource): string {
  const { profile } = rootOf(source);
  return profile === undefined || profile === "default" ? "" : ` --profile ${shellWord(profile)}`;
}

/** Explains what a credential provider threw; stage `credentials`. */
export function sourceFailure(error: unknown, attempt: BaseAttempt): Failure {
  if (error instanceof Failure) return error;
  const { label } = attempt;
  if (error instanceof Error && error.cause instanceof Failure) {
    const { status, code, message } = error.cause;
    return new Failure(status, "credentials", code, `credentials from ${label}: ${message}`, {
      cause: error,
    });
  }
  const { kind } = rootOf(attempt.source).root;
  const local = kind === "container" || kind === "instance";
  if (!local && networkError(error)) {
    const failure = toFailure(error, "credentials");
    return new Failure(
      failure.status,
      "credentials",
      failure.code,
      `credentials from ${label}: ${failure.message}`,
      {
        cause: error,
      },
    );
  }
  const said = plain(error instanceof Error ? error.message : String(error));
  const rule = RULES.find(({ sources, when }) => sources.includes(kind) && (when?.test(said) ?? true));
  const text = rule?.text(attempt, said) ?? `${label} returned no credentials: ${said}`;
  const code = rule?.code ?? "NoCredentials";
  return new Failure(rule?.status ?? "unauthenticated", "credentials", code, text, { cause: error });
}

/** Explains why AWS rejected base credentials. */
export function rejectionFailure(failure: Failure, { label, source, region = "" }: BaseAttempt): Failure {
  const explained = (status: FailureStatus, text: string): Failure =>
    new Failure(status, failure.stage, failure.code, text, { cause: failure });
  if (EXPIRED.test(failure.code)) {
    return explained(
      "unauthenticated",
      `the credentials from ${label} have expired: ${RENEWALS[renewalOf(source)]}`,
    );
  }
  if (failure.status === "unauthenticated" && KEYS_REFUSED.test(failure.code)) {
    const place = needsOptIn(region)
      ? `whether ${region} (AWS_REGION) is enabled in the account`
      : "AWS_REGION if they belong to another partition";
    return explained(
      "unauthenticated",
      `AWS does not accept the credentials from ${label} (${failure.code}): check the access key and its secret, and ${place}`,
    );
  }
  return explained(failure.status, `credentials from ${label}: ${failure.message}`);
}

/** A region that is disabled until the account opts in. */
function needsOptIn(region: string): boolean {
  const partition = partitionOfRegion(region);
  return partition !== undefined && knownRegion(region) && !defaultRegions(partition).includes(region);
}

const RENEWALS = {
  environment: "set new values for AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
  keys: "set new keys in the profile",
  other: "renew them",
} as const;

function renewalOf(source: CredentialSource): keyof typeof RENEWALS {
  const { kind } = rootOf(source).root;
  return kind === "environment" || kind === "keys" ? kind : "other";
}

/** Explains why AssumeRoleWithWebIdentity failed. */
export function webIdentityFailure(failure: Failure, roleArn: string): Failure {
  const said = plain(failure.cause instanceof Error ? failure.cause.message : failure.message);
  const refused = /^(AccessDenied|InvalidIdentityToken|ExpiredToken|IDPRejectedClaim)/.test(failure.code);
  const status = refused ? "unauthenticated" : failure.status;
  const advice = refused
    ? `${said}: check its trust policy (OIDC provider, sub and aud) and the service account`
    : said;
  const text = `the web identity token may not assume ${roleArn}: ${advice}`;
  return new Failure(status, failure.stage, failure.code, text, { cause: failure });
}
