import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { answer, understand } from "./answer.ts";
import { control } from "./control.ts";
import { type CredentialKinds, credentialsFor } from "./credentials.ts";
import type { Estate } from "./estate/estate.ts";
import { deliver, isAnswered, slowness } from "./faults/deliver.ts";
import type { Fault } from "./faults/fault.ts";
import { FaultList } from "./faults/fault-list.ts";
import { type RecordedCall, Recording } from "./recording.ts";
import type { World } from "./services/service.ts";
import type { Call } from "./wire/call.ts";
import { closeNow, listen, readRequest, send, trackSockets } from "./wire/http.ts";
import { createWorld, type WorldOptions } from "./world.ts";

export interface SimulatorOptions extends WorldOptions {
  /** Default: a free port. */
  readonly port?: number;
  /** Delay of each response in milliseconds. A promise holds the response back until it resolves, and for that long after. */
  readonly latencyMs?: number | ((call: Call) => number | Promise<number>);
  readonly faults?: readonly Fault[];
  /** Serve HTTPS with this key and certificate (PEM). */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Default true; false skips signature checks, which cost CPU. */
  readonly verifySignatures?: boolean;
  /** Default true; false counts calls without keeping them. */
  readonly keepCalls?: boolean;
}

export interface Simulator extends CredentialKinds {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly estate: Estate;
  readonly requests: Recording;
  readonly faults: FaultList;
  /** Closes every connection and hanging request immediately. */
  close(): Promise<void>;
}

/** Starts a simulated AWS organization on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { estate, tls } = options;
  const requests = new Recording(options.keepCalls ?? true);
  const faults = new FaultList(options.faults ?? []);
  const world = createWorld(options);
  const handle = handler(options, world, requests, faults);
  const server = tls ? createHttpsServer(tls, handle) : createHttpServer(handle);
  const sockets = trackSockets(
    server,
    tls ? "secureConnection" : "connection",
    () => requests.connect(),
    () => requests.disconnect(),
  );
  const port = await listen(server, options.port ?? 0);
  const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  const close = () => closeNow(server, sockets);
  return { url, port, estate, requests, faults, close, ...credentialsFor(url, estate, world) };
}

const NOTHING_HERE = { status: 404, contentType: "text/plain", body: "nothing here\n" };

type Handler = (incoming: IncomingMessage, response: ServerResponse) => void;

function handler(options: SimulatorOptions, world: World, requests: Recording, faults: FaultList): Handler {
  const verify = options.verifySignatures ?? true;
  const { latencyMs = 0 } = options;
  let served = 0;
  return (incoming, response) => {
    readRequest(incoming, (request) => {
      const understood = understand(request);
      if (!understood) {
        send(response, control(request, requests, faults) ?? NOTHING_HERE);
        return;
      }
      const { call } = understood;
      const record = recordOf(call, world.now());
      requests.begin(record);
      const end = once(() => requests.end());
      response.once("close", end);
      const struck = faults.strike(call);
      const result = answer(understood, { world, verify, struck, requestId: requestId(++served) });
      const answerAfter = (latency: number) =>
        later(latency + slowness(struck), () => {
          if (isAnswered(struck)) {
            record.status = result.status;
            // Recorded before the last byte is sent: the client's next request may arrive before `finish` fires.
            end();
          }
          deliver(response, result, struck);
        });
      const latency = typeof latencyMs === "function" ? latencyMs(call) : latencyMs;
      if (typeof latency === "number") answerAfter(latency);
      else void latency.then(answerAfter);
    });
  };
}

function recordOf({ service, action, accountId, region, subject, request }: Call, at: Date): RecordedCall {
  const { host = "", "user-agent": userAgent = "" } = request.headers;
  return {
    action: `${service}:${action}`,
    accountId,
    region,
    subject,
    host,
    userAgent,
    at,
    status: undefined,
  };
}

function requestId(count: number): string {
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
}

function later(milliseconds: number, then: () => void): void {
  if (milliseconds > 0) setTimeout(then, milliseconds).unref();
  else then();
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}
