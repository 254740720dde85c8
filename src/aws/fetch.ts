/** The Fetch standard over our connections: for what is read from the web besides AWS. */
import { createNetwork, type Network } from "./transport/network.ts";

/** What is asked of a fetch, and what of its answer is used. */
export type WebFetch = (url: string, init: WebRequest) => Promise<WebResponse>;

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

/** A host that takes no connection in this time is not there. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A fetch by HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which trusts AWS_CA_BUNDLE and NODE_EXTRA_CA_CERTS as the calls to
 * AWS do. Each call has connections of its own, which end with its answer. Throws a `UserError` for variables that
 * make no sense, and otherwise what `fetch` throws.
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

/** A body whose end, or whose being left, ends the connections. */
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
