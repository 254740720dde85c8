/**
 * The signature of a request (Signature Version 4): a request goes in, its `authorization` header comes out.
 *
 * aws4 signs a whole request: it takes the path apart, encodes it anew, joins it again, hashes the body, and looks for
 * the derived key among those of a thousand scopes, while a scan has tens of thousands that it uses once. Here it is
 * given the parts, and keys are kept with their credentials.
 */
import { createHash, createHmac } from "node:crypto";
import type { AwsCredentialIdentity } from "@smithy/types";
import type { SigningScope } from "./sdk-internals.ts";

/** The signer of the package aws4. */
type RequestSigner = typeof import("./packages/aws4.ts").RequestSigner;

interface Unsigned {
  readonly scope: SigningScope;
  readonly method: string;
  /** Encoded once, as it is sent. */
  readonly path: string;
  /** Not encoded. */
  readonly query: Readonly<Record<string, string>>;
  /** All of them are signed; `x-amz-date` is among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type SignRequest = (request: Unsigned, identity: AwsCredentialIdentity) => string;

const NO_BODY = createHash("sha256").digest("hex");
/** aws4 takes the hash of the body from this header, which is not sent. */
const HASH_HEADER = "x-amz-content-sha256";
const NOT_SIGNED = { [HASH_HEADER]: true };

/** aws4 searches the host for a region and a service, also where it is given them. */
const NO_HOST = "-";

export function createSign(Signer: RequestSigner): SignRequest {
  return ({ scope, method, path, query, headers, body }, identity) => {
    const bodyHash = body === undefined ? NO_BODY : createHash("sha256").update(body).digest("hex");
    const request = {
      hostname: NO_HOST,
      method,
      headers: { [HASH_HEADER]: bodyHash, ...headers },
      extraHeadersToIgnore: NOT_SIGNED,
      ...scope,
    };
    const signer = new Signer(request, identity);
    signer.parsedPath = { path, query: { ...query } };
    signer.datetime = headers["x-amz-date"] ?? "";
    const key = signingKey(identity, signer.getDate(), scope);
    const signature = createHmac("sha256", key).update(signer.stringToSign()).digest("hex");
    const credential = `${identity.accessKeyId}/${signer.credentialString()}`;
    return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signer.signedHeaders()}, Signature=${signature}`;
  };
}

interface Keys {
  readonly day: string;
  readonly ofDay: Buffer;
  /** By region and service. */
  readonly derived: Map<string, Buffer>;
}

/** By identity, with which they go. */
const KEYS = new WeakMap<AwsCredentialIdentity, Keys>();

function signingKey(identity: AwsCredentialIdentity, day: string, { region, service }: SigningScope): Buffer {
  let keys = KEYS.get(identity);
  if (keys?.day !== day) {
    keys = { day, ofDay: hmac(`AWS4${identity.secretAccessKey}`, day), derived: new Map() };
    KEYS.set(identity, keys);
  }
  const place = `${region} ${service}`;
  const known = keys.derived.get(place);
  if (known) return known;
  const key = hmac(hmac(hmac(keys.ofDay, region), service), "aws4_request");
  keys.derived.set(place, key);
  return key;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
