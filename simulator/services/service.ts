import type { Estate, EstateAccount } from "../estate/estate.ts";
import type { Answer, Call, Caller, WireRequest } from "../wire/call.ts";
import type { Dialect } from "../wire/errors.ts";
import type { PageCache } from "./page-cache.ts";

/** What every service may look at. */
export interface World {
  readonly estate: Estate;
  /** Entries on a page of any list. */
  readonly pageSize: number;
  /** Sessions end after so many seconds, whatever was asked for. */
  readonly sessionSeconds: number | undefined;
  /** The role of the machine whose instance metadata are served; undefined: none. */
  instanceRole: string | undefined;
  /** 2: requests for instance metadata must carry a token; 1: there are no tokens. */
  readonly metadataVersion: 1 | 2;
  /** MFA codes that have been used: each works once. */
  readonly usedCodes: Set<string>;
  /** Pages of lists that cannot change. */
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

/** One AWS service: how its requests name their action, and what it answers. */
export interface Service {
  /** As in IAM actions. */
  readonly name: string;
  /** Of its XML, where it speaks XML. */
  readonly namespace: string;
  dialectOf(request: WireRequest): Dialect;
  /** Empty when the request names none. */
  actionOf(request: WireRequest): string;
  /** What a request is about: the role to assume, the account to enter, the function. */
  subjectOf?(request: WireRequest): string;
  readonly signed: Readonly<Record<string, (input: SignedInput) => Answer>>;
  /** Actions that carry no signature. */
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

/** A JSON body; an empty one is an empty object. */
export function jsonOf(request: WireRequest): Readonly<Record<string, unknown>> {
  const parsed: unknown = request.body.length > 0 ? JSON.parse(request.body.toString()) : {};
  return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
}

export function textIn(members: Readonly<Record<string, unknown>>, name: string): string {
  const value = members[name];
  return typeof value === "string" ? value : "";
}
