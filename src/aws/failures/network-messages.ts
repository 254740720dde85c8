/** Network errors in words: which host, what happened, what may help. */
import type { NetworkError, NetworkFault } from "./network-codes.ts";
import { unresolvedAdvice } from "./unresolved.ts";
import { plain } from "./wording.ts";

const PROXY = "is a proxy needed (HTTPS_PROXY)?";

const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name does not resolve",
  EAI_AGAIN: "its name could not be looked up",
  ECONNREFUSED: "it refuses connections",
  UND_ERR_CONNECT_TIMEOUT: `no connection came about in time; ${PROXY}`,
  ETIMEDOUT: `no connection came about in time; ${PROXY}`,
  UND_ERR_ABORTED: "the proxy refused the way there",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
};

const BY_FAULT: Readonly<Record<NetworkFault, string>> = {
  unreachable: "there is no way to it",
  offline: "this machine has no way out",
  untrusted:
    "its certificate is not trusted; AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS can name your own authority",
  silent: "it took the request and did not answer",
  reset: "the connection broke before the answer",
  cut: "the answer broke off",
};

/** No word on certificates: the two did not come so far. */
const NO_TLS = /^(EPROTO|ERR_SSL_|UND_ERR_PRX_TLS)/;

/** What became of the way to the proxy, or of its way on. */
function byProxy(fault: NetworkFault, code: string): string {
  if (NO_TLS.test(code)) return "TLS with the proxy came to nothing; is it one of http:// (HTTPS_PROXY)?";
  if (fault === "untrusted") return `the proxy: ${BY_FAULT.untrusted}`;
  return "the proxy made no way there; is HTTPS_PROXY right, or is the host one for NO_PROXY?";
}

export function networkMessage(error: NetworkError | undefined): string {
  if (!error) return "";
  const { code, fault, hostname, message, proxy } = error;
  const host = hostname === "" ? "AWS" : hostname;
  if (proxy) return plain(`cannot read from ${host}: ${byProxy(fault, code)} (${message || code})`);
  const what = BY_CODE[code] ?? (NO_TLS.test(code) ? "TLS with it came to nothing" : BY_FAULT[fault]);
  const advice = code === "ENOTFOUND" ? unresolvedAdvice(hostname) : "";
  return plain(`cannot read from ${host}: ${what}${advice} (${message || code})`);
}
