import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { answer, type Understood, understand } from "./answer.ts";
import type { Estate } from "./estate/estate.ts";
import { uuid } from "./estate/settings.ts";
import { Recording } from "./recording.ts";
import type { World } from "./services/service.ts";
import type { Call } from "./wire/call.ts";
import { closeNow, listen, readRequest, send, trackSockets } from "./wire/http.ts";
import { type KeyPair, userKey } from "./wire/keys.ts";

export interface SimulatorOptions {
  readonly estate: Estate;
  /** Default: any free port. */
  readonly port?: number;
  /** Entries on a page; default 50, the most that Lambda gives. */
  readonly pageSize?: number;
  /** Milliseconds before an answer leaves. */
  readonly latencyMs?: number | ((call: Call) => number);
  /** The clock that sessions expire by. */
  readonly now?: () => Date;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Sessions end after so many seconds, whatever was asked for. */
  readonly sessionSeconds?: number;
  /** Default true; false spares the server the work of checking signatures. */
  readonly verifySignatures?: boolean;
  /** Default true; false counts calls without keeping them. */
  readonly keepCalls?: boolean;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly estate: Estate;
  readonly requests: Recording;
  /** The long-term key of an account's user; default: the management account, else the first. */
  credentialsFor(accountId?: string): KeyPair;
  /** What a child process needs to take this for AWS. */
  env(accountId?: string): Record<string, string>;
  /** Ends every connection and hanging request at once. */
  close(): Promise<void>;
}

/** Starts a simulated AWS organization on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { estate } = options;
  const requests = new Recording(options.keepCalls ?? true);
  const handle = handler(options, requests);
  const server = options.tls ? createHttpsServer(options.tls, handle) : createHttpServer(handle);
  const sockets = trackSockets(
    server,
    options.tls ? "secureConnection" : "connection",
    () => requests.connect(),
    () => requests.disconnect(),
  );
  const port = await listen(server, options.port ?? 0);
  const url = `${options.tls ? "https" : "http"}://127.0.0.1:${port}`;
  const home = estate.organization?.managementAccountId ?? estate.accounts[0]?.id ?? "";
  const credentialsFor = (accountId = home) => userKey(accountId);
  return {
    url,
    port,
    estate,
    requests,
    credentialsFor,
    env: (accountId) => environment(url, credentialsFor(accountId), estate),
    close: () => closeNow(server, sockets),
  };
}

function environment(url: string, key: KeyPair, estate: Estate): Record<string, string> {
  const region = estate.accounts[0]?.regions[0]?.name ?? "us-east-1";
  return {
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    AWS_REGION: region,
    // boto3 and version 1 of the AWS CLI know no other.
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: url,
  };
}

function handler(options: SimulatorOptions, requests: Recording) {
  const world = worldOf(options);
  const checks = { estate: options.estate, verify: options.verifySignatures ?? true, now: world.now };
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    readRequest(incoming, (request) => {
      const understood = understand(request);
      if (!understood)
        return send(response, { status: 404, contentType: "text/plain", body: "nothing here\n" });
      const record = begin(requests, understood.call, world);
      response.once("close", () => requests.end());
      const requestId = uuid(requests.total);
      const result = answer(understood, world, checks, requestId);
      delay(options.latencyMs, understood, () => {
        record.status = result.status;
        send(response, result);
      });
    });
  };
}

function begin(requests: Recording, call: Call, world: World) {
  const { service, action, accountId, region, request } = call;
  const record = {
    action: `${service}:${action}`,
    accountId,
    region,
    host: request.headers.host ?? "",
    userAgent: request.headers["user-agent"] ?? "",
    at: world.now(),
    status: undefined as number | undefined,
  };
  requests.begin(record);
  return record;
}

function delay(latency: SimulatorOptions["latencyMs"], { call }: Understood, then: () => void): void {
  const milliseconds = typeof latency === "function" ? latency(call) : (latency ?? 0);
  if (milliseconds > 0) setTimeout(then, milliseconds);
  else then();
}

function worldOf(options: SimulatorOptions): World {
  let serial = 0;
  return {
    estate: options.estate,
    pageSize: options.pageSize ?? 50,
    sessionSeconds: options.sessionSeconds,
    instanceRole: undefined,
    usedCodes: new Set(),
    now: options.now ?? (() => new Date()),
    nextSerial: () => ++serial,
  };
}
