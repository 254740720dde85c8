/** Errors below HTTP: what the codes of Node, OpenSSL and undici mean, and how a message puts them. */
import { knownRegion } from "../../model/partitions.ts";
import { plain } from "./wording.ts";

export type NetworkFault =
  /** No connection: the name, the route, the port, or a timeout. */
  | "unreachable"
  /** No connection, because of this machine's own network or resolver: often a moment only, and reported at once. */
  | "offline"
  /** The TLS handshake failed: a certificate that is not trusted, or no TLS at all. */
  | "untrusted"
  /** The server accepted the request and does not respond. */
  | "silent"
  /** The connection closed before the response. */
  | "reset"
  /** The connection closed within the response, or it is not HTTP. */
  | "cut"
  /** This process, or this machine, has no file descriptor left. */
  | "exhausted"
  /** The response is larger than any AWS response. */
  | "oversized";

/** The code of a response that cannot be used, whatever the code of the connection's own error. */
export const INVALID_RESPONSE = "InvalidResponse";
/** The code of a response that does not end within what is read of one. */
export const OVERSIZED_RESPONSE = "OversizedResponse";

const FAULTS: ReadonlyMap<string, NetworkFault> = mapOf({
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
  // A proxy that refuses the tunnel: undici aborts the connection itself.
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
  EMFILE: "exhausted",
  ENFILE: "exhausted",
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
  [OVERSIZED_RESPONSE]: "oversized",
});

/** A Map, since codes come from outside: an object would also have `constructor`. */
function mapOf<T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(table));
}

/** OpenSSL, Node's TLS and the HTTP parser have families of codes. */
const FAMILIES: readonly (readonly [RegExp, NetworkFault])[] = [
  [/^ERR_(TLS|SSL)_/, "untrusted"],
  [/^HPE_/, "cut"],
];

export interface NetworkError {
  readonly fault: NetworkFault;
  readonly code: string;
  readonly message: string;
  /** With the port if it is not the default one; empty when the error does not say. */
  readonly hostname: string;
  /** It failed on the way to a proxy, or in it: the host itself was not reached. */
  readonly proxy: boolean;
}

/** The property that marks the errors of a connection through a proxy. */
export const BY_PROXY = "byProxy";

/**
 * Looks for a network code in an error and its causes; the SDK and its credential providers wrap them. An error with a
 * response is not a network error, whatever code the body of the response gave it.
 */
export function networkError(error: unknown, depth = 0): NetworkError | undefined {
  if (!(error instanceof Error) || depth > 5 || "$response" in error) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const fault = FAULTS.get(code) ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1];
  if (!fault) return networkError(error.cause, depth + 1);
  const proxy = BY_PROXY in error;
  return {
    fault: proxy && fault === "silent" ? "unreachable" : fault,
    code,
    message: error.message || causes(error),
    hostname: hostOf(error),
    proxy,
  };
}

/** Node tries all addresses of a host and joins the errors in one without a message. */
function causes(error: Error): string {
  return error instanceof AggregateError ? error.errors.map((each: Error) => each.message).join(", ") : "";
}

/** `host` is set by our request handler, `hostname` by Node's look-up. */
function hostOf(error: Error): string {
  const { host, hostname } = error as { host?: unknown; hostname?: unknown };
  const found = host ?? hostname;
  return typeof found === "string" ? found : "";
}

const TIMED_OUT = "the connection timed out; is a proxy needed (HTTPS_PROXY)?";

const BY_CODE: ReadonlyMap<string, string> = mapOf({
  ENOTFOUND: "the host name does not resolve",
  EAI_AGAIN: "the host name could not be looked up",
  ECONNREFUSED: "the connection was refused",
  UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
  ETIMEDOUT: TIMED_OUT,
  UND_ERR_ABORTED: "the proxy refused the connection",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
});

const BY_FAULT: Readonly<Record<NetworkFault, string>> = {
  unreachable: "no route to the host",
  offline: "this machine has no network connection",
  untrusted:
    "its certificate is not trusted; to trust your own authority, set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS",
  silent: "it did not respond in time",
  reset: "the connection closed before the response",
  cut: "the connection closed before the response was complete",
  oversized: "the response is larger than any AWS response",
  exhausted: "too many files are open (`ulimit -n`); lower --concurrency",
};

/** Nothing about certificates: the handshake did not get that far. */
const NO_TLS = /^(EPROTO|ERR_SSL_|UND_ERR_PRX_TLS)/;

/** Why the proxy was not reached, or did not connect. */
function byProxy(fault: NetworkFault, code: string): string {
  if (NO_TLS.test(code))
    return "the TLS handshake with the proxy failed; should HTTPS_PROXY start with http://?";
  if (fault === "untrusted") return `the proxy: ${BY_FAULT.untrusted}`;
  return "could not connect through the proxy; check HTTPS_PROXY, or add the host to NO_PROXY";
}

export function networkMessage({ code, fault, hostname, message, proxy }: NetworkError): string {
  const host = hostname === "" ? "AWS" : hostname;
  const what = BY_CODE.get(code) ?? (NO_TLS.test(code) ? "the TLS handshake failed" : BY_FAULT[fault]);
  const advice = code === "ENOTFOUND" ? unresolvedAdvice(hostname) : "";
  const why = proxy ? byProxy(fault, code) : `${what}${advice}`;
  return plain(`cannot read from ${host}: ${why} (${message || code})`);
}

/** Regions that the SDK knows and for which no source confirms Lambda, as of 2026-11-21. */
const UNCONFIRMED: ReadonlySet<string> = new Set(["me-west-1", "sa-west-1"]);

/** Whether this region lacks Lambda: AWS gives each service of a region a host name, and this one does not resolve. */
export function noLambdaIn(region: string, { code, hostname }: NetworkError): boolean {
  const endpoints = [`lambda.${region}.`, `lambda-fips.${region}.`];
  if (code !== "ENOTFOUND" || !endpoints.some((start) => hostname.startsWith(start))) return false;
  return !knownRegion(region) || UNCONFIRMED.has(region);
}

/** Why a name may not resolve, to follow a semicolon; empty where nothing is known. */
function unresolvedAdvice(hostname: string): string {
  if (/-fips\./.test(hostname)) return "; not every region has FIPS endpoints (AWS_USE_FIPS_ENDPOINT)";
  if (/\.api\.(aws|amazonwebservices\.com\.cn)$/.test(hostname)) {
    return "; not every service has dual-stack endpoints (AWS_USE_DUALSTACK_ENDPOINT)";
  }
  const region = /\.([a-z]+(?:-[a-z]+)+-\d+[a-z]?)\./.exec(hostname)?.[1];
  return region === undefined || knownRegion(region) ? "" : `; does the region ${region} exist (AWS_REGION)?`;
}
