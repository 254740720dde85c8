/** A server between the program and the simulator that alters responses on their way. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";

export interface Altered {
  readonly status: number;
  readonly body: string;
}

export interface AlteringServer {
  readonly url: string;
  close(): Promise<void>;
}

/** `alter` is called with the request and the simulator's own response. */
export async function startAltering(
  simulatorUrl: string,
  alter: (asked: IncomingMessage, response: Altered) => Altered,
): Promise<AlteringServer> {
  const server = createServer(async (incoming, outgoing) => {
    const { status, headers, body } = await ask(simulatorUrl, incoming);
    const altered = alter(incoming, { status, body });
    outgoing.writeHead(altered.status, headers).end(altered.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The headers are those of the simulator without a length, which the altered body may not have. */
async function ask(
  url: string,
  incoming: IncomingMessage,
): Promise<Altered & { readonly headers: IncomingHttpHeaders }> {
  const outgoing = send(`${url}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers: incoming.headers,
  });
  incoming.pipe(outgoing);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of answer.setEncoding("utf8")) body += chunk;
  const { "content-length": _, "transfer-encoding": __, connection: ___, ...headers } = answer.headers;
  return { status: answer.statusCode ?? 500, headers, body };
}
