import { createHmac, timingSafeEqual } from "node:crypto";
import { scramble } from "../estate/random.ts";

/** Signs the secrets and tokens of simulated accounts, which are valid nowhere else. */
const SEAL = "the simulated organization's seal";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SessionCredentials extends KeyPair {
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** The claims of a session; the token carries them, so the server stores nothing. */
export interface SessionClaims {
  readonly accessKeyId: string;
  /** `arn:aws:sts::111122223333:assumed-role/Reader/session` */
  readonly arn: string;
  /** The role's own ARN, path included; empty for GetSessionToken. */
  readonly roleArn: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Serial number, so that a fault can expire the tokens issued before it. */
  readonly serial: number;
  readonly mfa: boolean;
  /** Issued by the global STS endpoint: not valid in opt-in regions. */
  readonly global: boolean;
}

/** The long-term key of an account's user. */
export function userKey(accountId: string): KeyPair {
  return keyPair(accessKeyId("AKIA", accountId, Number(accountId) % 0x7fffffff));
}

/** Session credentials that carry their claims. `serial` must differ from call to call. */
export function sessionKey(
  accountId: string,
  claims: Omit<SessionClaims, "accessKeyId">,
): SessionCredentials {
  const key = keyPair(accessKeyId("ASIA", accountId, claims.serial));
  const sessionToken = sealed({ ...claims, accessKeyId: key.accessKeyId });
  return { ...key, sessionToken, expiration: new Date(claims.expiresAt) };
}

function keyPair(id: string): KeyPair {
  return { accessKeyId: id, secretAccessKey: secretOf(id) };
}

/** The secret that belongs to an access key id. */
export function secretOf(id: string): string {
  return createHmac("sha256", SEAL).update(id).digest("base64").slice(0, 40);
}

/** The account that an access key id encodes (in 40 bits, as real keys do), or undefined for an invalid key id. */
export function accountOf(id: string): string | undefined {
  const known = accounts.get(id);
  if (known !== undefined) return known;
  const account = decodeAccount(id);
  if (accounts.size > 20_000) accounts.clear();
  if (account !== undefined) accounts.set(id, account);
  return account;
}

const accounts = new Map<string, string>();

function decodeAccount(id: string): string | undefined {
  if (!/^A[KS]IA[A-Z2-7]{16}$/.test(id)) return undefined;
  let bits = 0n;
  for (const letter of id.slice(4)) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(letter));
  return ((bits >> 39n) & 0xff_ffff_ffffn).toString().padStart(12, "0");
}

function accessKeyId(prefix: "AKIA" | "ASIA", accountId: string, number: number): string {
  let bits = (1n << 79n) | (BigInt(accountId) << 39n) | BigInt(scramble(number));
  let text = "";
  for (let i = 0; i < 16; i++) {
    text = ALPHABET.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return prefix + text;
}

/** JSON with a signature that only this simulator can make. */
export function sealed(claims: object): string {
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${body}.${seal(body).toString("base64url")}`;
}

/** The JSON inside, or undefined when the signature does not match. */
export function unsealed(text: string): unknown {
  const [body = "", mark = ""] = text.split(".");
  const given = Buffer.from(mark, "base64url");
  const right = seal(body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString());
}

function seal(body: string): Buffer {
  return createHmac("sha256", SEAL).update(body).digest();
}
