import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Answer, WireRequest } from "./call.ts";

const NOTHING = Buffer.alloc(0);

/** Calls back with the request once its whole body has arrived. */
export function readRequest(incoming: IncomingMessage, then: (request: WireRequest) => void): void {
  const target = incoming.url ?? "/";
  const mark = target.indexOf("?");
  const head = {
    method: incoming.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers: incoming.headers,
  };
  if (head.method === "GET") {
    then({ ...head, body: NOTHING });
    return;
  }
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () => then({ ...head, body: Buffer.concat(chunks) }));
}

export function send(response: ServerResponse, { status, contentType, headers, body }: Answer): void {
  response.writeHead(status, {
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** Listens on loopback and returns the port. */
export function listen(server: Server, port: number): Promise<number> {
  // Clients keep idle connections for longer than Node's default of 5 seconds and must not see a reset.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", 1024, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Tracks the open sockets of a server and reports each one that opens or closes. */
export function trackSockets(
  server: Server,
  event: string,
  opened: () => void,
  closed: () => void,
): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    sockets.add(socket);
    opened();
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      sockets.delete(socket);
      closed();
    });
  });
  return sockets;
}

/** Closes the server and every connection immediately. */
export async function closeNow(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = [...sockets].map(
    (socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
  );
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await Promise.all([ended, ...closed]);
}
