/** A receiver of notices on loopback, with responses that the test chooses. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = number | "hang" | { readonly status: number; readonly headers: Record<string, string> };

export interface Receiver {
  readonly url: string;
  readonly bodies: unknown[];
  readonly times: number[];
  close(): Promise<void>;
}

/** Part of every address; it must not appear in any output. */
export const SECRET = "T000-hush-B000";

/** Sends these responses in turn, and then always the last one. */
export async function startReceiver(...answers: readonly Answer[]): Promise<Receiver> {
  const bodies: unknown[] = [];
  const times: number[] = [];
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(times.length, answers.length - 1)] ?? 200;
    times.push(Date.now());
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
    if (answer === "hang") return;
    const { status, headers } = typeof answer === "number" ? { status: answer, headers: {} } : answer;
    response.writeHead(status, headers).end("ok");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/services/${SECRET}`,
    bodies,
    times,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
