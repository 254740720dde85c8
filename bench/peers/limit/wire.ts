/** A signed call by hand: undici, SigV4, nothing else. What no program that signs its requests in Node can beat by much. */
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import process from "node:process";
import { SignatureV4 } from "@smithy/signature-v4";
import { Pool } from "undici";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Exchange {
  readonly service: string;
  readonly region: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const { AWS_ENDPOINT_URL = "", BENCH_CONCURRENCY } = process.env;
const endpoint = new URL(AWS_ENDPOINT_URL);
const pool = new Pool(endpoint.origin, { connections: Number(BENCH_CONCURRENCY) });

/** The hash that the signer asks for, by Node's own. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as string);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

/** The text of a successful answer. */
export async function call(keys: Keys, exchange: Exchange): Promise<string> {
  const { service, region, method, path, query = {}, headers = {}, body } = exchange;
  const signer = new SignatureV4({ service, region, credentials: keys, sha256: Sha256 });
  const signed = await signer.sign({
    method,
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path,
    query,
    headers: { host: endpoint.host, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = new URLSearchParams(query).toString();
  const answer = await pool.request({
    method,
    path: text ? `${path}?${text}` : path,
    headers: signed.headers,
    body: body ?? null,
  });
  const content = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`${service} ${region}: ${answer.statusCode} ${content}`);
  return content;
}

/** A call of the query protocol. */
export function query(keys: Keys, service: string, parameters: Record<string, string>): Promise<string> {
  return call(keys, {
    service,
    region: "us-east-1",
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(parameters).toString(),
  });
}

export function close(): Promise<void> {
  return pool.close();
}
