/** Whatever the SDK, a credential provider or the network threw, judged: status, code, and a sentence that helps. */
import type { Stage } from "../../model/coverage.ts";
import { Failure, type FailureStatus, UserError } from "../../model/failure.ts";
import { denial } from "./denials.ts";
import {
  CLOCK,
  DENIED,
  EXPIRED,
  NO_CREDENTIALS,
  NOT_SUBSCRIBED,
  SIGNATURE,
  THROTTLED,
  UNKNOWN_KEY,
} from "./error-codes.ts";
import { INVALID_RESPONSE, type NetworkError, networkError } from "./network-codes.ts";
import { networkMessage } from "./network-messages.ts";
import { isUnreadable, unreadableMessage } from "./unreadable.ts";
import { noLambdaIn } from "./unresolved.ts";
import { plain } from "./wording.ts";

export interface FailureContext {
  /** What was asked, as IAM spells it: `lambda:ListFunctions`. */
  readonly action?: string;
  readonly region?: string;
}

/** What the rules look at. */
interface Facts {
  readonly error: Error;
  readonly code: string;
  /** HTTP; undefined when there was no answer. */
  readonly httpStatus: number | undefined;
  readonly network: NetworkError | undefined;
  readonly stage: Stage;
  readonly context: FailureContext;
}

type Verdict = { readonly status: FailureStatus; readonly code?: string; readonly message?: string };

interface Rule {
  readonly when: (facts: Facts) => boolean;
  readonly verdict: (facts: Facts) => Verdict;
}

const codes =
  (pattern: RegExp) =>
  ({ code }: Facts) =>
    pattern.test(code);
const to =
  (status: FailureStatus, help?: string) =>
  (facts: Facts): Verdict => ({
    status,
    ...(help !== undefined && { message: `${plain(facts.error.message)}: ${help}` }),
  });

/** In this order; the first that fits. */
const RULES: readonly Rule[] = [
  { when: ({ error, network }) => !network && /^(Abort|Timeout)Error$/.test(error.name), verdict: aborted },
  {
    when: ({ network, context, stage }) =>
      network !== undefined &&
      stage === "functions" &&
      context.region !== undefined &&
      noLambdaIn(context.region, network),
    verdict: () => ({
      status: "unsupported",
      code: "ENOTFOUND",
      message: "there is no Lambda endpoint in this region",
    }),
  },
  {
    when: ({ network }) => network?.fault === "silent",
    verdict: ({ network }) => ({
      status: "timeout",
      code: network?.code ?? "",
      message: networkMessage(network),
    }),
  },
  {
    when: ({ network }) => network?.fault === "cut",
    verdict: ({ network }) => ({ status: "error", code: INVALID_RESPONSE, message: networkMessage(network) }),
  },
  {
    when: ({ network }) => network !== undefined,
    verdict: ({ network }) => ({
      status: "unreachable",
      code: network?.code ?? "",
      message: networkMessage(network),
    }),
  },
  { when: ({ httpStatus, code }) => httpStatus === 429 || THROTTLED.test(code), verdict: throttled },
  {
    when: ({ error }) => isUnreadable(error),
    verdict: ({ error, httpStatus }) => ({
      status: "error",
      code: INVALID_RESPONSE,
      message: unreadableMessage(error, httpStatus),
    }),
  },
  { when: codes(EXPIRED), verdict: to("unauthenticated", "renew the credentials") },
  {
    when: ({ error }) => /Credential should be scoped to a/.test(error.message),
    verdict: to("error", "is AWS_REGION right, and the endpoint one of this region (AWS_ENDPOINT_URL)?"),
  },
  {
    when: codes(SIGNATURE),
    verdict: to("unauthenticated", "check the secret access key, and this machine's clock"),
  },
  { when: codes(CLOCK), verdict: to("unauthenticated", "set this machine's clock") },
  { when: codes(UNKNOWN_KEY), verdict: unknownKey },
  { when: codes(NO_CREDENTIALS), verdict: to("unauthenticated") },
  {
    when: codes(NOT_SUBSCRIBED),
    verdict: to("denied", "is the account's sign-up complete, and its bill paid?"),
  },
  {
    when: ({ code, httpStatus }) => DENIED.test(code) || (httpStatus === 403 && code === "Forbidden"),
    verdict: denied,
  },
];

/** Never throws. A `Failure` stays as it is, also as the reason of an abort. */
export function toFailure(error: unknown, stage: Stage, context: FailureContext = {}): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Error && error.cause instanceof Failure && error.name === "AbortError")
    return error.cause;
  const facts = factsOf(error, stage, context);
  const verdict = RULES.find(({ when }) => when(facts))?.verdict(facts) ?? { status: "error" };
  const message = verdict.message ?? (plain(facts.error.message) || facts.code);
  return new Failure(verdict.status, stage, verdict.code ?? facts.code, message + tries(facts), {
    cause: error,
  });
}

function factsOf(thrown: unknown, stage: Stage, context: FailureContext): Facts {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { Code, $metadata } = error as { Code?: unknown; $metadata?: { httpStatusCode?: number } };
  const network = networkError(error);
  return {
    error: error instanceof UserError && error.hint ? new Error(`${error.message}. ${error.hint}`) : error,
    code:
      error instanceof UserError
        ? "Configuration"
        : typeof Code === "string" && error.name === "Error"
          ? Code
          : error.name,
    httpStatus: $metadata?.httpStatusCode,
    network,
    stage,
    context,
  };
}

function aborted({ error }: Facts): Verdict {
  const reason = error.cause instanceof Error ? error.cause : error;
  return { status: "timeout", code: reason.name, message: plain(`no answer in time: ${reason.message}`) };
}

function throttled({ error, code }: Facts): Verdict {
  return {
    status: "throttled",
    code,
    message: `${plain(error.message)}: lower --concurrency, or scan at another time`,
  };
}

function unknownKey({ error, stage }: Facts): Verdict {
  const said = plain(error.message);
  return stage === "functions"
    ? {
        status: "disabled",
        message: `the region does not know this account's credentials, so it is not enabled: ${said}`,
      }
    : {
        status: "unauthenticated",
        message: `${said}: check the access key, and that it belongs to this partition`,
      };
}

function denied({ error, context }: Facts): Verdict {
  return { status: "denied", message: denial(plain(error.message), context.action) };
}

/** How often we asked, when that was more than once. */
function tries({ error }: Facts): string {
  const attempts = (error as { $metadata?: { attempts?: number } }).$metadata?.attempts ?? 1;
  return attempts > 1 ? ` (${attempts} attempts)` : "";
}
