/** Network errors in words: which host, what happened, what may help. */
import type { NetworkError, NetworkFault } from "./network-codes.ts";
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
  untrusted:
    "its certificate is not trusted; AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS can name your own authority",
  silent: "it took the request and did not answer",
  reset: "the connection broke before the answer",
  cut: "the answer broke off",
};

export function networkMessage(error: NetworkError | undefined): string {
  if (!error) return "";
  const { code, fault, hostname, message } = error;
  const host = hostname === "" ? "AWS" : hostname;
  return plain(`cannot read from ${host}: ${BY_CODE[code] ?? BY_FAULT[fault]} (${message || code})`);
}
