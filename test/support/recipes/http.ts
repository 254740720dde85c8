/** What the receivers of tickets share: an HTTP server on loopback and on a Unix socket, with failures that a test orders. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Response {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response to the next request of this method, in place of the real one; `drop` closes the connection after it was handled. */
export type Trouble =
  | (Response & { readonly method: string })
  | { readonly method: string; readonly drop: true };

export interface Server {
  readonly url: string;
  /** `POST /repos/acme/ops/issues`, in order. */
  readonly requests: string[];
  readonly troubles: Trouble[];
  close(): Promise<void>;
}

export async function serveHttp(answer: (request: Request) => Response, socket?: string): Promise<Server> {
  const requests: string[] = [];
  const troubles: Trouble[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString();
    const { pathname, searchParams } = new URL(incoming.url ?? "", "http://localhost");
    const method = incoming.method ?? "";
    requests.push(`${method} ${pathname}`);
    const trouble = troubles[0]?.method === method ? troubles.shift() : undefined;
    const isResponse = trouble !== undefined && "status" in trouble;
    const { status, body, headers } = isResponse
      ? trouble
      : answer({
          method,
          path: pathname,
          query: searchParams,
          headers: incoming.headers,
          body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
        });
    if (trouble !== undefined && !isResponse) return void incoming.socket.destroy();
    outgoing.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    outgoing.end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise<void>((done) => {
    if (socket === undefined) server.listen(0, "127.0.0.1", done);
    else server.listen(socket, done);
  });
  const address = server.address() as AddressInfo | string;
  return {
    url: typeof address === "string" ? "https://api.github.com" : `http://127.0.0.1:${address.port}`,
    requests,
    troubles,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
