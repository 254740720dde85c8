/**
 * Signature Version 4 for requests without a body, with the derived keys kept.
 *
 * The SDK's own signer takes 120 µs for a request in a new scope (it derives the key in five steps, each an object
 * and a promise) and 55 µs in a known one; this takes 35 and 20, of some 300 µs that a call costs. A test holds it
 * to the SDK's signer, signature for signature, and the simulator checks what arrives.
 */
import { createHash, createHmac } from "node:crypto";
import type { AwsCredentialIdentity } from "@smithy/types";

export interface Unsigned {
  readonly host: string;
  /** Encoded once, as it goes over the wire. */
  readonly path: string;
  /** Of a query, sorted and encoded; empty without one. */
  readonly query: string;
  readonly region: string;
  readonly service: string;
  readonly date: Date;
}

const NO_BODY = createHash("sha256").digest("hex");

/** The headers that make a GET a signed one. */
export function signedHeaders(request: Unsigned, identity: AwsCredentialIdentity): Record<string, string> {
  const { host, path, query, region, service, date } = request;
  const time = `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const day = time.slice(0, 8);
  const headers: Record<string, string> = { host, "x-amz-date": time };
  if (identity.sessionToken) headers["x-amz-security-token"] = identity.sessionToken;
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${canonicalValue(value)}\n`);
  const canonical = `GET\n${canonicalPath(path)}\n${query}\n${lines.join("")}\n${names}\n${NO_BODY}`;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const key = signingKey(identity, day, region, service);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`).toString("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${identity.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return headers;
}

interface Keys {
  readonly day: string;
  readonly dayKey: Buffer;
  /** By region and service. */
  readonly derived: Map<string, Buffer>;
}

/** By identity, with which they go. */
const KEYS = new WeakMap<AwsCredentialIdentity, Keys>();

function signingKey(identity: AwsCredentialIdentity, day: string, region: string, service: string): Buffer {
  let keys = KEYS.get(identity);
  if (keys?.day !== day) {
    keys = { day, dayKey: hmac(`AWS4${identity.secretAccessKey}`, day), derived: new Map() };
    KEYS.set(identity, keys);
  }
  const place = `${region} ${service}`;
  let key = keys.derived.get(place);
  if (!key) {
    key = hmac(hmac(hmac(keys.dayKey, region), service), "aws4_request");
    keys.derived.set(place, key);
  }
  return key;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** All services but S3 encode the path once more, and leave out its empty segments. */
function canonicalPath(path: string): string {
  return path
    .replace(/\/{2,}/g, "/")
    .split("/")
    .map(encode)
    .join("/");
}

/** RFC 3986: all but letters, digits and -._~ */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Sorted by the encoded name. */
export function encodeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => [encode(name), encode(value)] as const);
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.join("="))
    .join("&");
}

function canonicalValue(value: string): string {
  return value.trim().replace(/\s+/g, " ");
}
