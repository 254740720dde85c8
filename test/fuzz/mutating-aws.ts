/** A simulated AWS, some of whose answers are mutilated on their way. */
import { once } from "node:events";
import { createServer, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";

const STATUSES = [200, 200, 200, 200, 200, 204, 302, 400, 403, 404, 429, 500, 503];
/** One answer in so many is mutilated. */
const RARITIES = [1, 3, 8];

export interface MutatingAws {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From here on the answers are mutilated as these numbers say. */
  begin(random: Random): void;
  /** The mutilated answers since then. */
  told(): string;
  close(): Promise<void>;
}

export async function startMutatingAws(): Promise<MutatingAws> {
  const simulator = await startSimulator({ estate: smallOrganization(), verifySignatures: false });
  let random = new Random(0);
  let rarity = 1;
  let told: string[] = [];
  const bodies = [`{"Functions": []}`, "<html><body>502</body></html>"];
  const server = createServer(async (incoming, response) => {
    const { status, headers, body } = await ask(simulator.url, incoming);
    bodies.push(body);
    if (bodies.length > 50) bodies.shift();
    if (random.below(rarity) > 0) {
      response.writeHead(status, headers).end(body);
      return;
    }
    const wrong = { status: random.oneOf([status, ...STATUSES]), body: mutate(body, random, bodies) };
    told.push(`${incoming.method} ${incoming.url} → ${wrong.status}\n${wrong.body}`);
    response.writeHead(wrong.status, headers).end(wrong.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    env: { ...simulator.env(), AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
    begin(numbers) {
      random = numbers;
      rarity = random.oneOf(RARITIES);
      told = [];
    },
    told: () => told.join("\n\n"),
    async close() {
      server.closeAllConnections();
      server.close();
      await simulator.close();
    },
  };
}

/** The simulator's own answer; the length is left to be reckoned anew. */
async function ask(url: string, incoming: IncomingMessage) {
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
