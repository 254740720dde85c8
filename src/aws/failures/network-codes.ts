/** Faults below HTTP: what the error codes of Node, OpenSSL and undici mean for us. */
export type NetworkFault =
  /** No connection came about: the name, the route, the port, or the time. */
  | "unreachable"
  /** The same, and it is this machine's own network or resolver: often for a moment only, and told at once. */
  | "offline"
  /** TLS came to nothing: a certificate that is not trusted, or no TLS at all. */
  | "untrusted"
  /** The server took the request and stays silent. */
  | "silent"
  /** The connection broke before the answer. */
  | "reset"
  /** The connection broke within the answer, or it is no HTTP. */
  | "cut";

/** Given to an answer that broke off, whatever the code of the connection's own error. */
export const INVALID_RESPONSE = "InvalidResponse";

const FAULTS: Readonly<Record<string, NetworkFault>> = {
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "offline",
  EAI_FAIL: "unreachable",
  EAI_NODATA: "unreachable",
  EAI_NONAME: "unreachable",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETUNREACH: "offline",
  ENETDOWN: "offline",
  EADDRNOTAVAIL: "offline",
  ETIMEDOUT: "unreachable",
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  ERR_SOCKET_CONNECTION_TIMEOUT: "unreachable",
  // A proxy that refuses the tunnel: undici gives up the connection itself.
  UND_ERR_ABORTED: "unreachable",
  UND_ERR_PRX_TLS: "untrusted",
  EPROTO: "untrusted",
  CERT_HAS_EXPIRED: "untrusted",
  CERT_NOT_YET_VALID: "untrusted",
  CERT_UNTRUSTED: "untrusted",
  CERT_REJECTED: "untrusted",
  CERT_REVOKED: "untrusted",
  CERT_SIGNATURE_FAILURE: "untrusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
  HOSTNAME_MISMATCH: "untrusted",
  INVALID_CA: "untrusted",
  UND_ERR_HEADERS_TIMEOUT: "silent",
  UND_ERR_BODY_TIMEOUT: "silent",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_CLOSED: "reset",
  UND_ERR_DESTROYED: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "cut",
  UND_ERR_HEADERS_OVERFLOW: "cut",
  [INVALID_RESPONSE]: "cut",
};

/** OpenSSL, Node's TLS and the HTTP parser have families of codes. */
const FAMILIES: readonly (readonly [RegExp, NetworkFault])[] = [
  [/^ERR_(TLS|SSL)_/, "untrusted"],
  [/^HPE_/, "cut"],
];

export interface NetworkError {
  readonly fault: NetworkFault;
  readonly code: string;
  readonly message: string;
  /** With the port if it is not the usual one; empty when the error does not say. */
  readonly hostname: string;
  /** It came to nothing on the way to a proxy, or in one: the host itself was not reached. */
  readonly proxy: boolean;
}

/** The property that marks the errors of a way through a proxy. */
export const BY_PROXY = "byProxy";

/** Looks for a network code in an error and its causes; the SDK and its credential providers wrap them. */
export function networkError(error: unknown, depth = 0): NetworkError | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const fault = FAULTS[code] ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1];
  if (fault) {
    const proxy = BY_PROXY in error;
    const message = error.message || causes(error);
    return {
      fault: proxy && fault === "silent" ? "unreachable" : fault,
      code,
      message,
      hostname: hostOf(error),
      proxy,
    };
  }
  return networkError(error.cause, depth + 1);
}

/** Node tries all addresses of a host and joins the errors in one without words of its own. */
function causes(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((each: Error) => each.message).join(", ") : "";
}

/** `host` is set by our request handler, `hostname` by Node's look-up. */
function hostOf(error: Error): string {
  const { host, hostname } = error as { host?: unknown; hostname?: unknown };
  const found = host ?? hostname;
  return typeof found === "string" ? found : "";
}
