/** An account that can be read: its credentials, bound to the reading calls. */
import { abortable } from "../../model/abortable.ts";
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import { defaultRegions, mainRegion } from "../../model/partitions.ts";
import type { Session } from "../../scan/cloud.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { askIdentity, type Identity } from "../credentials/identity.ts";
import type { Credential } from "../credentials/role-steps.ts";
import { listRegions } from "../reading/account-regions.ts";
import { EDGE_HOME, readEdgeReplicas } from "../reading/edge-replicas.ts";
import { readExtras } from "../reading/extras.ts";
import { listFunctions } from "../reading/functions.ts";
import type { KnownImages } from "../reading/images.ts";
import { memberRegions } from "../reading/member-regions.ts";
import { type ProbedAction, probe } from "../reading/probe.ts";
import { describeRegions } from "../reading/regions.ts";
import { readRuntimeDates } from "../reading/runtime-dates.ts";
import { readWebFunctions } from "../reading/web-functions.ts";
import type { Prefetched } from "./prefetch.ts";

export interface AwsSession extends Session {
  /** The caller's ARN; empty for credentials from the portal of Identity Center. */
  readonly arn: string;
  /** Like `listFunctions`, for at most one function: is the call allowed, and on which function can others be tested? */
  probeFunctions(region: string, signal: AbortSignal): Promise<LambdaFunction | undefined>;
  /** Tests an action of the extra columns; false: it needs a function, and there is none. */
  probe(
    action: ProbedAction,
    region: string,
    fn: LambdaFunction | undefined,
    signal: AbortSignal,
  ): Promise<boolean>;
}

const NO_REPLICAS = { functions: [], notes: [] };

interface SessionParts {
  readonly base: Base;
  /** The last of the chain. */
  readonly credential: Credential;
  readonly identity: Identity;
  readonly via: string;
  /** What was requested before the identity was known. */
  readonly prefetched: Prefetched | undefined;
  readonly images: KnownImages;
}

export function createSession(parts: SessionParts): AwsSession {
  const { base, credential, identity, via, prefetched, images } = parts;
  const { clients } = base;
  const { accountId, partition, arn } = identity;
  const { credentials } = credential;
  let regions: ReturnType<typeof describeRegions> | undefined;

  return {
    accountId,
    partition,
    arn,
    via,
    enabledRegions(signal) {
      regions ??= enabledRegions(parts, signal);
      return regions;
    },
    defaultRegions: () => defaultRegions(partition),
    async checkCredentials(signal) {
      await askIdentity(clients, await homeOf(parts), credentials, signal);
    },
    async listFunctions(region, page, signal) {
      const early = page.marker === undefined ? prefetched?.takePage(region) : undefined;
      if (early) return early;
      const calls = await clients.lambdaCalls();
      return listFunctions(calls, { region, credentials, ...page }, signal);
    },
    async probeFunctions(region, signal) {
      const query = { region, credentials, marker: undefined, versions: "latest" as const, maxItems: 1 };
      const { functions } = await listFunctions(await clients.lambdaCalls(), query, signal);
      return functions[0];
    },
    probe: (action, region, fn, signal) => probe(action, { clients, region, credentials, signal }, fn),
    readRuntimes: (region, functions, signal) =>
      readRuntimeDates({ clients, region, credentials, signal }, functions),
    async readEdgeReplicas(region, signal) {
      const mayHave = region !== EDGE_HOME && partition === "aws" && defaultRegions("aws").includes(region);
      return mayHave ? readEdgeReplicas({ clients, region, credentials, signal }) : NO_REPLICAS;
    },
    readWebFunctions: (region, signal, wants) =>
      readWebFunctions({ clients, region, credentials, signal }, wants),
    readExtras: (region, functions, extras, signal) =>
      readExtras(clients, { region, credentials, functions, extras, images }, signal),
  };
}

async function enabledRegions(parts: SessionParts, signal: AbortSignal): ReturnType<typeof describeRegions> {
  const { base, credential, identity } = parts;
  try {
    return await describedRegions(parts, signal);
  } catch (error) {
    const region = mainRegion(identity.partition);
    const isDenied = error instanceof Failure && error.status === "denied";
    if (!isDenied || region === undefined) throw error;
    const query = { clients: base.clients, region, credentials: credential.credentials, signal };
    return listRegions(query).catch((other: unknown) =>
      regionsFromOutside(parts, signal).catch(() => Promise.reject(alsoRefused(error, other))),
    );
  }
}

/** The first refusal says what to allow; of the two calls, one is enough. */
function alsoRefused(first: Failure, other: unknown): Failure {
  const { status, stage, code } = first;
  const why = other instanceof Failure ? ` (${other.code})` : "";
  const message = `${first.message}; account:ListRegions, which would be enough, failed too${why}`;
  return new Failure(status, stage, code, message, { cause: first });
}

/** From the account that the chain of roles starts in: perhaps the organization's management account or its delegate. */
async function regionsFromOutside(
  { base, identity: { accountId } }: SessionParts,
  signal: AbortSignal,
): ReturnType<typeof describeRegions> {
  const { accountId: asking } = await base.identity();
  if (asking === accountId)
    throw new Failure("denied", "regions", "OwnAccount", "the account's regions were listed directly");
  const found = await abortable(memberRegions(base)(accountId), signal);
  const note = `region found by account:ListRegions from account ${asking}, since ec2:DescribeRegions is denied`;
  return found.map((each) => ({ ...each, note }));
}

async function describedRegions(
  parts: SessionParts,
  signal: AbortSignal,
): ReturnType<typeof describeRegions> {
  const { base, credential, prefetched } = parts;
  if (prefetched?.regions) return prefetched.regions;
  return describeRegions(base.clients, await homeOf(parts), credential.credentials, signal);
}

/** The region whose STS and EC2 are called for this account. */
async function homeOf({ base, identity }: SessionParts): Promise<string> {
  return stsRegion(identity.partition, await base.configuredRegion());
}
