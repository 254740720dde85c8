import type { Estate, EstateAccount } from "../estate/estate.ts";
import type { Answer, Call, Caller, WireRequest } from "../wire/call.ts";
import type { Dialect } from "../wire/errors.ts";
import type { PageCache } from "./page-cache.ts";

/** The state that every service may read. */
export interface World {
  readonly estate: Estate;
  /** Entries per page of every list. */
  readonly pageSize: number;
  /** Sessions expire after this many seconds, whatever duration was requested. */
  readonly sessionSeconds: number | undefined;
  /** The instance role that the metadata service serves; undefined means none. */
  instanceRole: string | undefined;
  /** Instance metadata version: 2 requires a token, 1 has no tokens. */
  readonly metadataVersion: 1 | 2;
  /** MFA codes that have been used; each is valid once. */
  readonly usedCodes: Set<string>;
  /** Rendered pages of immutable lists. */
  readonly pages: PageCache;
  now(): Date;
  /** Sessions issued so far. */
  readonly lastSerial: number;
  /** Counts issued sessions. */
  nextSerial(): number;
}

export interface OpenInput {
  readonly call: Call;
  readonly world: World;
  readonly requestId: string;
}

export interface SignedInput extends OpenInput {
  readonly caller: Caller;
  readonly account: EstateAccount;
}

/** One AWS service: how its requests name their action, and its responses. */
export interface Service {
  /** The prefix of its IAM actions. */
  readonly name: string;
  /** XML namespace, for services that use XML. */
  readonly namespace: string;
  dialectOf(request: WireRequest): Dialect;
  /** Empty when the request has no action. */
  actionOf(request: WireRequest): string;
  /** The subject of a request: the role to assume, the account to access or the function. */
  subjectOf?(request: WireRequest): string;
  readonly signed: Readonly<Record<string, (input: SignedInput) => Answer>>;
  /** Unsigned actions. */
  readonly open: Readonly<Record<string, (input: OpenInput) => Answer>>;
}

/** The fields of a Query request, from its body or, with GET, from its query. */
export function formOf(request: WireRequest): URLSearchParams {
  return new URLSearchParams(request.body.length > 0 ? request.body.toString() : request.query);
}

/** The numbered fields `Prefix.1`, `Prefix.2`, ... */
export function numbered(form: URLSearchParams, prefix: string): readonly string[] {
  const found: string[] = [];
  for (let i = 1; ; i++) {
    const value = form.get(`${prefix}.${i}`);
    if (value === null) return found;
    found.push(value);
  }
}

/** Parses a JSON body; an empty body is an empty object. */
export function jsonOf(request: WireRequest): Readonly<Record<string, unknown>> {
  const parsed: unknown = request.body.length > 0 ? JSON.parse(request.body.toString()) : {};
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

export function textIn(members: Readonly<Record<string, unknown>>, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}
