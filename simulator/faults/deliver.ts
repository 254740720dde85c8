import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Answer } from "../wire/call.ts";
import { send } from "../wire/http.ts";
import type { FaultKind } from "./fault.ts";
import type { ActiveFault } from "./fault-list.ts";

type Delivery = (response: ServerResponse, answer: Answer) => void;

/** Faults of the connection rather than the service. */
const DELIVERIES: Readonly<Partial<Record<FaultKind, Delivery>>> = {
  reset: ({ socket }) => reset(socket),
  // No response until the client gives up or the simulator closes.
  hang: () => {},
  truncate: (response, answer) => sendHalf(response, answer, () => response.socket?.destroy()),
  stall: (response, answer) => sendHalf(response, answer, () => {}),
};

/** Sends the response, or what the faults leave of it. */
export function deliver(response: ServerResponse, answer: Answer, struck: readonly ActiveFault[]): void {
  const fault = struck.find((active) => DELIVERIES[active.fault.kind])?.fault.kind;
  const delivery = (fault && DELIVERIES[fault]) ?? send;
  delivery(response, answer);
}

/** Whether the client gets the whole response. */
export function isAnswered(struck: readonly ActiveFault[]): boolean {
  return !struck.some(({ fault }) => DELIVERIES[fault.kind]);
}

export function slowness(struck: readonly ActiveFault[]): number {
  return struck.reduce((sum, { fault }) => sum + (fault.kind === "slow" ? (fault.ms ?? 1000) : 0), 0);
}

/** Ends a connection with RST; over TLS by closing it without a close_notify. */
function reset(socket: Socket | null): void {
  if (socket && !("encrypted" in socket)) socket.resetAndDestroy();
  else socket?.destroy();
}

/** Sends half of the body after announcing its whole length. */
function sendHalf(
  response: ServerResponse,
  { status, contentType, headers, body }: Answer,
  then: () => void,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": bytes.length, ...headers });
  response.write(bytes.subarray(0, bytes.length >> 1), then);
}
