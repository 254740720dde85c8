import { createHash, createHmac } from "node:crypto";
import { type Authorization, headerOf, type WireRequest } from "./call.ts";

/** AWS Signature Version 4 as the receiving side computes it. */
export function signatureFits(request: WireRequest, authorization: Authorization, secret: string): boolean {
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...authorization.signedHeaders.map((name) => `${name}:${canonicalHeader(request, name)}`),
    "",
    authorization.signedHeaders.join(";"),
    sha256(request.body),
  ].join("\n");
  const { date, region, service } = authorization;
  const text = [
    "AWS4-HMAC-SHA256",
    headerOf(request, "x-amz-date"),
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonical),
  ].join("\n");
  return hmac(signingKey(secret, authorization), text).toString("hex") === authorization.signature;
}

const keys = new Map<string, Buffer>();

/** Four HMACs that depend only on the day and the scope, so they are cached. */
function signingKey(secret: string, { date, region, service }: Authorization): Buffer {
  const name = `${secret}/${date}/${region}/${service}`;
  const known = keys.get(name);
  if (known) return known;
  const key = [date, region, service, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  if (keys.size > 50_000) keys.clear();
  keys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

const EMPTY = createHash("sha256").digest("hex");

function sha256(content: string | Buffer): string {
  return content.length === 0 ? EMPTY : createHash("sha256").update(content).digest("hex");
}

/** Every service but S3 encodes the path a second time. */
function canonicalPath(path: string): string {
  return path.includes("%") ? path.split("/").map(encode).join("/") : path;
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = [...new URLSearchParams(query.replaceAll("+", "%2B"))];
  return pairs
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join("&");
}

function canonicalHeader(request: WireRequest, name: string): string {
  return headerOf(request, name).trim().replaceAll(/ +/g, " ");
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
