import { denial } from "../wire/authorize.ts";
import type { Call, Caller } from "../wire/call.ts";
import { commonError, type Dialect, WireError } from "../wire/errors.ts";
import type { FaultKind } from "./fault.ts";
import type { ActiveFault } from "./fault-list.ts";

interface Refused {
  readonly call: Call;
  readonly dialect: Dialect;
  /** undefined for unsigned requests. */
  readonly caller: Caller | undefined;
  /** Serial number of the last session issued. */
  readonly lastSerial: number;
}

type Refusal = (active: ActiveFault, at: Refused) => WireError | undefined;

/** What Lambda says about a path that a region does not know. */
const NO_OPERATION = "Unable to determine service/operation name to be authorized";

/** Faults that return a service error. */
const REFUSALS: Readonly<Partial<Record<FaultKind, Refusal>>> = {
  throttle: throttle,
  "server-error": ({ fault }, { dialect }) =>
    commonError(dialect, fault.status === 503 ? "unavailable" : "internal"),
  expired: (_, { dialect }) => commonError(dialect, "expired"),
  "expire-sessions": expireSessions,
  deny: (_, { call, caller, dialect }) => denial(call, caller?.arn ?? "anonymous", dialect, "identity"),
  "scp-deny": (_, { call, caller, dialect }) => denial(call, caller?.arn ?? "anonymous", dialect, "scp"),
  "unknown-operation": () => new WireError(403, "AccessDeniedException", NO_OPERATION),
  "disabled-region": (_, { dialect }) => commonError(dialect, "unknownKey"),
};

/** The error of the first of these faults that returns one. */
export function refusal(struck: readonly ActiveFault[], at: Refused): WireError | undefined {
  for (const active of struck) {
    const error = REFUSALS[active.fault.kind]?.(active, at);
    if (error) return error;
  }
  return undefined;
}

function throttle({ fault }: ActiveFault, { dialect }: Refused): WireError {
  const { status, code, message } = commonError(dialect, "throttled");
  const seconds = fault.retryAfterSeconds;
  const lambda = dialect === "lambda" ? { Reason: "CallerRateLimitExceeded", Type: "User" } : {};
  if (seconds === undefined) return new WireError(status, code, message, { members: lambda });
  return new WireError(status, code, message, {
    headers: { "Retry-After": String(seconds) },
    members: { ...lambda, retryAfterSeconds: String(seconds) },
  });
}

/** Sessions issued before the fault first applied in an account have expired; later ones are valid. */
function expireSessions(
  active: ActiveFault,
  { call, caller, dialect, lastSerial }: Refused,
): WireError | undefined {
  const ended = active.endedSessions.get(call.accountId) ?? lastSerial;
  active.endedSessions.set(call.accountId, ended);
  const serial = caller?.serial ?? 0;
  return serial > 0 && serial <= ended ? commonError(dialect, "expired") : undefined;
}
