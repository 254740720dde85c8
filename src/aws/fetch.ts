/** Fetch over our connections, for what is read from the web besides AWS: a URL goes in, the response comes out. */
import { createNetwork, type Network } from "./transport/network.ts";

/** As much of the Fetch standard as is used. */
type WebFetch = (url: string, init: WebRequest) => Promise<WebResponse>;

interface WebRequest {
  readonly method?: "GET" | "POST";
  readonly body?: string;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  readonly headers: Record<string, string>;
}

interface WebResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel(): Promise<void> }) | null;
}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A fetch with the proxies (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and certificates (AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS) of
 * the calls to AWS. Each call has its own connections, which close with the response. Throws a `UserError` for a
 * variable that cannot be used, and otherwise what `fetch` throws.
 */
export function createFetch(env: Readonly<Record<string, string | undefined>>): WebFetch {
  return async (url, init) => {
    const { protocol, hostname, port } = new URL(url);
    const network = await createNetwork({
      env,
      caBundle: env.AWS_CA_BUNDLE || undefined,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
    });
    try {
      const { fetch } = await import("./transport/packages/undici.ts");
      const dispatcher = network.dispatcher(protocol, hostname, port === "" ? undefined : Number(port));
      const { status, headers, body } = await fetch(url, { ...init, dispatcher });
      if (!body) await network.close();
      return { status, headers, body: body && closing(body, network) };
    } catch (error) {
      await network.close();
      throw error;
    }
  };
}

/** A body that closes the connections when it ends or is abandoned. */
function closing(body: AsyncIterable<Uint8Array>, network: Network): WebResponse["body"] {
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* body;
      } finally {
        await network.close();
      }
    },
    cancel: () => network.close(),
  };
}
