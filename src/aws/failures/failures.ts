/**
 * What the SDK, a credential provider or the network threw goes in; a `Failure` comes out: status, code, and a message
 * that says what to do.
 */
import type { Stage } from "../../model/coverage.ts";
import { Failure, type FailureStatus, UserError } from "../../model/failure.ts";
import {
  CLOCK,
  DENIED,
  denial,
  EXPIRED,
  NO_CREDENTIALS,
  NOT_SUBSCRIBED,
  SIGNATURE,
  THROTTLED,
  UNKNOWN_KEY,
} from "./error-codes.ts";
import { INVALID_RESPONSE, type NetworkError, networkError, networkMessage, noLambdaIn } from "./network.ts";
import {
  ASKED_TO_WAIT,
  type ErrorResponse,
  errorResponse,
  isUnreadable,
  unreadableMessage,
} from "./response.ts";
import { plain } from "./wording.ts";

export interface FailureContext {
  /** The action of the call, as IAM spells it: `lambda:ListFunctions`. */
  readonly action?: string;
  readonly region?: string;
}

/** What the rules look at. */
interface Facts {
  readonly error: Error;
  readonly code: string;
  readonly response: ErrorResponse;
  /** The message of AWS, or that it gave none. */
  readonly said: string;
  /** HTTP; undefined when there was no response. */
  readonly httpStatus: number | undefined;
  readonly network: NetworkError | undefined;
  readonly stage: Stage;
  readonly context: FailureContext;
}

type Meaning = {
  readonly status: FailureStatus;
  readonly code?: string;
  readonly message?: string;
  readonly unrecognized?: boolean;
};

interface Rule {
  readonly when: (facts: Facts) => boolean;
  readonly meaning: (facts: Facts) => Meaning;
}

const codes =
  (pattern: RegExp) =>
  ({ code }: Facts) =>
    pattern.test(code);
const to =
  (status: FailureStatus, help?: string) =>
  (facts: Facts): Meaning => ({
    status,
    ...(help !== undefined && { message: advised(facts.said, help) }),
  });

/** The first that applies. */
const RULES: readonly Rule[] = [
  { when: ({ error, network }) => !network && /^(Abort|Timeout)Error$/.test(error.name), meaning: aborted },
  {
    when: ({ network, context, stage }) =>
      network !== undefined &&
      stage === "functions" &&
      context.region !== undefined &&
      noLambdaIn(context.region, network),
    meaning: () => ({
      status: "unsupported",
      code: "ENOTFOUND",
      message: "there is no Lambda endpoint in this region",
    }),
  },
  { when: ({ network }) => network !== undefined, meaning: unread },
  { when: ({ error }) => ASKED_TO_WAIT in error, meaning: askedToWait },
  {
    when: ({ httpStatus, code }) => httpStatus === 429 || THROTTLED.test(code),
    meaning: to("throttled", "lower --concurrency or try again later"),
  },
  {
    when: ({ error, response }) => isUnreadable(error, response),
    meaning: ({ error, response, httpStatus }) => ({
      status: "error",
      code: INVALID_RESPONSE,
      message: unreadableMessage(error, response, httpStatus),
    }),
  },
  { when: codes(EXPIRED), meaning: to("unauthenticated", "renew the credentials") },
  {
    when: ({ said }) => /Credential should be scoped to a/.test(said),
    meaning: to("error", "check AWS_REGION, and that AWS_ENDPOINT_URL belongs to that region"),
  },
  {
    when: codes(SIGNATURE),
    meaning: to("unauthenticated", "check the secret access key, and this machine's clock"),
  },
  { when: codes(CLOCK), meaning: to("unauthenticated", "correct this machine's clock") },
  { when: codes(UNKNOWN_KEY), meaning: unknownKey },
  { when: codes(NO_CREDENTIALS), meaning: to("unauthenticated") },
  {
    when: codes(NOT_SUBSCRIBED),
    meaning: to("denied", "check that the account is activated and its bills are paid"),
  },
  {
    when: ({ code, httpStatus }) => DENIED.test(code) || (httpStatus === 403 && code === "Forbidden"),
    meaning: ({ said, context }) => ({ status: "denied", message: denial(said, context.action) }),
  },
];

/** Never throws. A `Failure` stays as it is, also as the reason of an abort. */
export function toFailure(error: unknown, stage: Stage, context: FailureContext = {}): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.cause instanceof Failure && error.name === "AbortError")
    return error.cause;
  const facts = factsOf(error, stage, context);
  const meaning: Meaning = RULES.find(({ when }) => when(facts))?.meaning(facts) ?? { status: "error" };
  const message = (meaning.message ?? facts.said) + attempts(facts);
  return new Failure(meaning.status, stage, meaning.code ?? facts.code, message, {
    cause: error,
    unrecognized: meaning.unrecognized ?? false,
  });
}

function factsOf(thrown: unknown, stage: Stage, context: FailureContext): Facts {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const response = errorResponse(error);
  const httpStatus = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const common = { error, response, httpStatus, network: networkError(error), stage, context };
  if (error instanceof UserError) {
    const said = error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
    return { ...common, code: "Configuration", said: plain(said) };
  }
  const code = response.name ?? error.name;
  const nothing = response.received ? `no reason given (HTTP ${httpStatus})` : code;
  return { ...common, code, said: response.message || nothing };
}

/** An error below HTTP. */
function unread({ network }: Facts): Meaning {
  if (!network) return { status: "error" };
  const message = networkMessage(network);
  switch (network.fault) {
    case "silent":
      return { status: "timeout", code: network.code, message };
    case "cut":
    case "oversized":
      return { status: "error", code: INVALID_RESPONSE, message };
    default:
      return { status: "unreachable", code: network.code, message };
  }
}

function aborted({ error }: Facts): Meaning {
  const reason = error.cause instanceof Error ? error.cause : error;
  return { status: "timeout", code: reason.name, message: plain(`no response in time: ${reason.message}`) };
}

/** Whatever the status: a server that sends `Retry-After` limits the rate. */
function askedToWait({ said, code, error }: Facts): Meaning {
  const { [ASKED_TO_WAIT]: ms } = error as { [ASKED_TO_WAIT]?: number };
  const wait = Number.isFinite(ms) ? `a wait of ${Math.ceil((ms ?? 0) / 1000)} s` : "a very long wait";
  const help = `the server asks for ${wait} (Retry-After), longer than the call may take: raise --timeout, lower --concurrency or try again later`;
  return { status: "throttled", code, message: advised(said, help) };
}

function unknownKey({ said, stage }: Facts): Meaning {
  return {
    status: "unauthenticated",
    unrecognized: true,
    message:
      stage === "functions"
        ? `the region does not recognize the account's credentials: ${said}`
        : advised(said, "check the access key, and that it belongs to this partition"),
  };
}

function advised(said: string, help: string): string {
  return `${said.replace(/\.$/, "")}: ${help}`;
}

/** How many requests were made, when there was more than one. */
function attempts({ error }: Facts): string {
  const made = (error as { $metadata?: { attempts?: number } }).$metadata?.attempts ?? 1;
  return made > 1 ? ` (${made} attempts)` : "";
}
