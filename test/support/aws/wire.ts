/** Small servers and proxies for tests, and clients that use them. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import {
  createServer as createHttpServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { listFunctions } from "../../../src/aws/reading/functions.ts";
import {
  type AwsOptions,
  type Clients,
  type Credentials,
  createClients,
} from "../../../src/aws/transport/clients.ts";
import { Failure } from "../../../src/model/failure.ts";
import type { FunctionPage } from "../../../src/scan/cloud.ts";
import { temporaryDirectory } from "../temporary.ts";
import { type Env, UNBOUNDED } from "./world.ts";

export function clientsFor(t: TestContext, env: Env, options: Partial<AwsOptions> = {}): Clients {
  const clients = createClients({
    env: { HOME: "/nonexistent", ...env },
    maxAttempts: 3,
    connectTimeoutMs: 1000,
    ...UNBOUNDED,
    userAgent: "lambda-inventory/1.2.3",
    ...options,
  });
  t.after(() => clients.close());
  return clients;
}

export const KEYS: Credentials = async () => ({ accessKeyId: "AKIDTEST", secretAccessKey: "secret" });

/** The first page of eu-west-1, or of another region. */
export async function firstPage(
  clients: Clients,
  {
    region = "eu-west-1",
    credentials = KEYS,
    signal,
  }: { region?: string; credentials?: Credentials; signal?: AbortSignal } = {},
): Promise<FunctionPage> {
  const query = { region, credentials, marker: undefined, versions: "latest" as const };
  return listFunctions(await clients.lambdaCalls(), query, signal);
}

/** The failure as the ledger prints it. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return `${error.status} ${error.stage} ${error.code}: ${error.message}`;
}

export const NO_FUNCTIONS = JSON.stringify({ Functions: [], NextMarker: null });

export interface Served {
  readonly url: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
  connections: number;
}

export interface Certificates {
  /** The certificate of the authority. */
  readonly caFile: string;
  readonly key: string;
  readonly cert: string;
}

export async function serve(
  t: TestContext,
  listener: RequestListener = (_request, response) => response.end(NO_FUNCTIONS),
  tls?: Certificates,
): Promise<Served> {
  const requests: IncomingMessage[] = [];
  const answer: RequestListener = (request, response) => {
    requests.push(request);
    request.resume();
    listener(request, response);
  };
  const server = tls ? createHttpsServer({ key: tls.key, cert: tls.cert }, answer) : createHttpServer(answer);
  const port = await listen(t, server);
  const served = { url: `${tls ? "https" : "http"}://127.0.0.1:${port}`, port, requests, connections: 0 };
  server.on(tls ? "secureConnection" : "connection", () => served.connections++);
  return served;
}

/** A server below HTTP. */
export async function serveTcp(t: TestContext, listener: (socket: Socket) => void): Promise<string> {
  const port = await listen(t, createTcpServer(listener));
  return `http://127.0.0.1:${port}`;
}

async function listen(t: TestContext, server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

export interface Proxy {
  readonly url: string;
  /** `CONNECT host:port`, `GET http://host/path`; with the login if there was one. */
  readonly asked: string[];
}

/** A proxy that connects every host to `port`. `refusal`: the status with which it refuses tunnels. */
export async function startProxy(
  t: TestContext,
  port: number,
  { refusal, tls }: { refusal?: number | undefined; tls?: Certificates } = {},
): Promise<Proxy> {
  const asked: string[] = [];
  const note = ({ method, url, headers }: IncomingMessage) => {
    const login = headers["proxy-authorization"];
    asked.push([method, url, login].filter(Boolean).join(" "));
  };
  const handOn: RequestListener = (request, response) => {
    note(request);
    const { pathname, search } = new URL(request.url ?? "", "http://unknown");
    const options = { port, method: request.method, path: pathname + search, headers: request.headers };
    const onward = httpRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  };
  const server = tls ? createHttpsServer({ key: tls.key, cert: tls.cert }, handOn) : createHttpServer(handOn);
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    note(request);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
      return;
    }
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
  });
  const proxyPort = await listen(t, server);
  return { url: `${tls ? "https" : "http"}://127.0.0.1:${proxyPort}`, asked };
}

/** A private authority, and a certificate that it issued for these hosts. */
export function certificates(...hosts: readonly string[]): Certificates {
  const folder = temporaryDirectory("lambda-inventory-tls");
  const path = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...key,
    "-keyout",
    path("ca.key"),
    "-out",
    path("ca.pem"),
    "-days",
    "2",
    "-subj",
    "/CN=Test authority",
  );
  openssl("req", ...key, "-keyout", path("key.pem"), "-out", path("csr.pem"), "-subj", "/CN=Test server");
  writeFileSync(
    path("ext"),
    `subjectAltName=${hosts.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(",")}`,
  );
  const from = ["-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial", "-extfile", path("ext")];
  openssl("x509", "-req", "-in", path("csr.pem"), "-out", path("cert.pem"), "-days", "2", ...from);
  return {
    caFile: path("ca.pem"),
    key: readFileSync(path("key.pem"), "utf8"),
    cert: readFileSync(path("cert.pem"), "utf8"),
  };
}
