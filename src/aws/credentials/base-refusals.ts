/** Why there are no base credentials, or why AWS does not take them: one sentence that says what to change. */
import { Failure, type FailureStatus } from "../../model/failure.ts";
import { defaultRegions, knownRegion, partitionOfRegion } from "../../model/partitions.ts";
import { EXPIRED, KEYS_REFUSED } from "../failures/error-codes.ts";
import { toFailure } from "../failures/failures.ts";
import { networkError } from "../failures/network.ts";
import { plain } from "../failures/wording.ts";
import type { RootKind, Way } from "./ways.ts";

/** What the sentence speaks of. */
export interface BaseAttempt {
  /** `profile hub`, `environment variables`, ... */
  readonly label: string;
  readonly way: Way;
  /** Where AWS was asked. */
  readonly region?: string;
}

type Source = Exclude<Way["kind"], "profile"> | RootKind;

interface Rule {
  readonly sources: readonly Source[];
  /** On what the SDK's provider said; undefined: whatever it said. */
  readonly when?: RegExp;
  readonly status?: FailureStatus;
  readonly code: string;
  readonly text: (attempt: BaseAttempt, said: string) => string;
}

/** The first that fits; sources without a rule repeat what the SDK said. */
const RULES: readonly Rule[] = [
  {
    sources: ["sso"],
    when: /ForbiddenException|No access/,
    status: "denied",
    code: "ForbiddenException",
    text: ({ label }) =>
      `the permission set of ${label} is not granted: check its sso_account_id and sso_role_name`,
  },
  {
    sources: ["sso"],
    when: /session|token|UnauthorizedException/i,
    code: "SsoSessionExpired",
    text: ({ label, way }) =>
      `the SSO session of ${label} has expired or was never opened: run aws sso login${ofProfile(way)}`,
  },
  {
    sources: ["login"],
    code: "LoginExpired",
    text: ({ label, way }) =>
      `the console login of ${label} has ended or was never made: run aws login${ofProfile(way)}`,
  },
  {
    sources: ["process"],
    code: "CredentialProcessFailed",
    text: ({ label }, said) => `the credential_process of ${label} gave no credentials: ${said}`,
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
      `the container's credential endpoint gave no credentials (${said}): check the task role or the Pod Identity association`,
  },
  { sources: ["instance", "none"], code: "NoCredentials", text: ({ label }) => nothingFound(label) },
];

function nothingFound(label: string): string {
  return label.startsWith("profile ")
    ? `${label} holds no credentials, and neither container nor instance has a role: run aws configure --profile ${label.slice(8)}`
    : "no AWS credentials in environment, config files, container or instance: log in (aws configure, aws sso login) or name a --profile";
}

function ofProfile(way: Way): string {
  return way.kind === "profile" && way.root !== "default" ? ` --profile ${way.root}` : "";
}

/** Of a command that failed not its line, which may hold a secret, but the first that it wrote to stderr. */
function processOutput(said: string): string {
  if (!said.startsWith("Command failed:")) return plain(said);
  const written = said
    .split("\n")
    .slice(1)
    .find((line) => line.trim() !== "");
  return plain(written ?? "the command failed");
}

/** What a credential provider of the SDK threw, explained; stage `credentials`. */
export function sourceRefusal(error: unknown, attempt: BaseAttempt): Failure {
  if (error instanceof Failure) return error;
  const { way, label } = attempt;
  if (error instanceof Error && error.cause instanceof Failure) {
    const { status, code, message } = error.cause;
    return new Failure(status, "credentials", code, `${label}: ${message}`, { cause: error });
  }
  const source = way.kind === "profile" ? way.rootKind : way.kind;
  const local = source === "container" || source === "instance";
  if (!local && networkError(error)) {
    const failure = toFailure(error, "credentials");
    return new Failure(failure.status, "credentials", failure.code, `${label}: ${failure.message}`, {
      cause: error,
    });
  }
  const said = processOutput(error instanceof Error ? error.message : String(error));
  const rule = RULES.find(({ sources, when }) => sources.includes(source) && (when?.test(said) ?? true));
  const text = rule?.text(attempt, said) ?? `${label} gave no credentials: ${said}`;
  const code = rule?.code ?? "NoCredentials";
  return new Failure(rule?.status ?? "unauthenticated", "credentials", code, text, { cause: error });
}

/** What AWS answered when base credentials were shown to it, explained. */
export function answerRefusal(failure: Failure, { label, way, region = "" }: BaseAttempt): Failure {
  const explained = (status: FailureStatus, text: string): Failure =>
    new Failure(status, failure.stage, failure.code, text, { cause: failure });
  if (EXPIRED.test(failure.code)) {
    return explained(
      "unauthenticated",
      `the credentials from ${label} have expired: ${RENEWALS[renewalOf(way)]}`,
    );
  }
  if (failure.status === "unauthenticated" && KEYS_REFUSED.test(failure.code)) {
    const place = needsOptIn(region)
      ? `whether the account has enabled ${region}, which is asked (AWS_REGION)`
      : "AWS_REGION if they belong to another partition";
    return explained(
      "unauthenticated",
      `AWS does not accept the credentials from ${label} (${failure.code}): check the access key and its secret, and ${place}`,
    );
  }
  return explained(failure.status, `${label}: ${failure.message}`);
}

/** A region that an account has only when it asked for it. */
function needsOptIn(region: string): boolean {
  const partition = partitionOfRegion(region);
  return partition !== undefined && knownRegion(region) && !defaultRegions(partition).includes(region);
}

const RENEWALS = {
  environment: "put new ones into AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
  keys: "put new ones into the profile",
  other: "renew them",
} as const;

function renewalOf(way: Way): keyof typeof RENEWALS {
  if (way.kind === "environment") return "environment";
  return way.kind === "profile" && way.rootKind === "keys" ? "keys" : "other";
}

/** What AWS answered to AssumeRoleWithWebIdentity, explained. */
export function webIdentityRefusal(failure: Failure, roleArn: string): Failure {
  const said = plain(failure.cause instanceof Error ? failure.cause.message : failure.message);
  const refused = /^(AccessDenied|InvalidIdentityToken|ExpiredToken|IDPRejectedClaim)/.test(failure.code);
  const status = refused ? "unauthenticated" : failure.status;
  const advice = refused
    ? `${said}: check its trust policy (OIDC provider, sub and aud) and the service account`
    : said;
  const text = `the web identity token may not assume ${roleArn}: ${advice}`;
  return new Failure(status, failure.stage, failure.code, text, { cause: failure });
}
