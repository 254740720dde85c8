/** The protocol of a service: its error envelope and error codes. */
const DIALECTS = ["query", "ec2", "lambda", "json-1.0", "json-1.1", "tagging", "config", "portal"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Errors that every service has, each with its own code and message. */
type Reason =
  | "unknownKey"
  | "badSignature"
  | "expired"
  | "unsigned"
  | "denied"
  | "throttled"
  | "internal"
  | "unavailable"
  | "unknownAction";

interface Spelling {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const INVALID = "The security token included in the request is invalid.";
const EXPIRED = "The security token included in the request is expired";
const MISSING = "Missing Authentication Token";
const SIGNATURE =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const VALIDATE = "AWS was not able to validate the provided access credentials";
const BROKEN = "We encountered an internal error. Please try again.";
const BUSY = "Service is unable to handle request.";
const NO_ACTION = "The requested operation is not known here.";
const NO_ACCESS = "No access";

const spell = (status: number, code: string, message: string): Spelling => ({ status, code, message });

/** Shared by JSON services (awsJson), which return most errors with status 400. */
const JSON_ERRORS = {
  unknownKey: spell(400, "UnrecognizedClientException", INVALID),
  badSignature: spell(400, "InvalidSignatureException", SIGNATURE),
  expired: spell(400, "ExpiredTokenException", EXPIRED),
  unsigned: spell(400, "MissingAuthenticationTokenException", MISSING),
  denied: spell(400, "AccessDeniedException", NO_ACCESS),
  throttled: spell(400, "ThrottlingException", "Rate exceeded"),
  internal: spell(500, "InternalFailure", BROKEN),
  unavailable: spell(503, "ServiceUnavailableException", BUSY),
  unknownAction: spell(400, "UnknownOperationException", NO_ACTION),
} as const satisfies Record<Reason, Spelling>;

const ERRORS = {
  query: {
    unknownKey: spell(403, "InvalidClientTokenId", INVALID),
    badSignature: spell(403, "SignatureDoesNotMatch", SIGNATURE),
    expired: spell(403, "ExpiredToken", EXPIRED),
    unsigned: spell(403, "MissingAuthenticationToken", MISSING),
    denied: spell(403, "AccessDenied", NO_ACCESS),
    throttled: spell(400, "Throttling", "Rate exceeded"),
    internal: spell(500, "InternalFailure", BROKEN),
    unavailable: spell(503, "ServiceUnavailable", BUSY),
    unknownAction: spell(400, "InvalidAction", NO_ACTION),
  },
  ec2: {
    unknownKey: spell(401, "AuthFailure", VALIDATE),
    badSignature: spell(401, "AuthFailure", VALIDATE),
    expired: spell(400, "RequestExpired", "Request has expired."),
    unsigned: spell(400, "MissingAuthenticationToken", "Request is missing Authentication Token"),
    denied: spell(403, "UnauthorizedOperation", "You are not authorized to perform this operation."),
    throttled: spell(503, "RequestLimitExceeded", "Request limit exceeded."),
    internal: spell(500, "InternalError", "An internal error has occurred"),
    unavailable: spell(503, "Unavailable", "The service is unavailable. Please try again shortly."),
    unknownAction: spell(400, "InvalidAction", NO_ACTION),
  },
  lambda: {
    unknownKey: spell(403, "UnrecognizedClientException", INVALID),
    badSignature: spell(403, "InvalidSignatureException", SIGNATURE),
    expired: spell(403, "ExpiredTokenException", EXPIRED),
    unsigned: spell(403, "MissingAuthenticationTokenException", MISSING),
    denied: spell(403, "AccessDeniedException", NO_ACCESS),
    throttled: spell(429, "TooManyRequestsException", "Rate Exceeded"),
    internal: spell(500, "ServiceException", "An error occurred and the request cannot be processed."),
    unavailable: spell(503, "ServiceUnavailableException", BUSY),
    unknownAction: spell(404, "UnknownOperationException", NO_ACTION),
  },
  "json-1.0": JSON_ERRORS,
  "json-1.1": { ...JSON_ERRORS, throttled: spell(400, "TooManyRequestsException", "Rate exceeded") },
  tagging: {
    ...JSON_ERRORS,
    throttled: spell(400, "ThrottledException", "Rate exceeded"),
    internal: spell(500, "InternalServiceException", BROKEN),
  },
  config: JSON_ERRORS,
  portal: {
    ...JSON_ERRORS,
    unknownKey: spell(401, "UnauthorizedException", "Session token not found or invalid"),
    expired: spell(401, "UnauthorizedException", "Session token not found or invalid"),
    unsigned: spell(401, "UnauthorizedException", "Session token not found or invalid"),
    denied: spell(403, "ForbiddenException", NO_ACCESS),
    throttled: spell(429, "TooManyRequestsException", "HTTP 429 Unknown Code"),
    unknownAction: spell(404, "UnknownOperationException", NO_ACTION),
  },
} as const satisfies Record<Dialect, Record<Reason, Spelling>>;

/** An error that is sent to the client in the service's protocol. */
export class WireError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Additional members of a JSON body. */
  readonly members: Readonly<Record<string, string | number>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { headers?: Record<string, string>; members?: Record<string, string | number> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = more.headers ?? {};
    this.members = more.members ?? {};
  }
}

/** One of the common errors, as this dialect spells it. */
export function commonError(dialect: Dialect, reason: Reason, message?: string): WireError {
  const { status, code, message: usual } = ERRORS[dialect][reason];
  return new WireError(status, code, message ?? usual);
}
