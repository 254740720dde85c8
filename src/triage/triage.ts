/**
 * Adds to each function whose it is and what to do about it. In: an assessed row and what is known of its account; owners,
 * waivers and recognisers, loaded once. Out: the same row's owner, origin, action, due date and waiver. Knows nothing of AWS,
 * options or formats.
 */

import type { AccountFacts } from "../model/account.ts";
import type { TriageKeys } from "../model/row.ts";
import type { RuntimeStatus } from "../model/runtime.ts";
import type { OwnerRule } from "../model/triage.ts";
import { adviceFor } from "./action.ts";
import { type Classification, classifier } from "./classify.ts";
import { dueOf } from "./due.ts";
import type { Subject } from "./match.ts";
import { ownerOf } from "./owners.ts";
import { builtinRecognisers, type RecogniserData } from "./recognisers.ts";
import type { Recognisable } from "./sign.ts";
import type { Waivers } from "./waivers.ts";

/** An assessed function, as a row of a report holds it. */
export interface Assessed extends Recognisable {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly runtime: string | null;
  readonly runtimeStatus: RuntimeStatus;
  readonly deprecationDate: string | null;
  readonly blockCreateDate: string | null;
  readonly blockUpdateDate: string | null;
  readonly successor: string | null;
  readonly runtimeArn?: string;
  readonly lastInvoked: string | null;
}

export interface TriageData {
  /** The assessment date, a UTC day. */
  readonly today: string;
  readonly owners: readonly OwnerRule[];
  /** Tag keys that name an owner, in order. */
  readonly ownerTags: readonly string[];
  readonly waivers: Waivers;
  /** Previews that AWS announced as generally available by a day that has passed, with that day. */
  readonly previews?: ReadonlyMap<string, string> | undefined;
  readonly recognisers?: RecogniserData | undefined;
}

const NO_FACTS: AccountFacts = Object.freeze({});

/** Makes the one function that triages every row of a run. */
export function createTriage(
  data: TriageData,
): (fn: Assessed, account: AccountFacts | undefined) => TriageKeys {
  const { today, owners, ownerTags, waivers, previews, recognisers = builtinRecognisers() } = data;
  const classify = classifier(recognisers);
  const byId = new Map(recognisers.recognisers.map((recogniser) => [recogniser.id, recogniser]));
  return (fn, account = NO_FACTS) => {
    const classification = classify(fn);
    const subject = subjectOf(fn, classification, account);
    // Not spreads: Node.js 20 takes ten times as long for them.
    return Object.assign(
      {},
      ownerOf(subject, account, owners, ownerTags),
      classification,
      adviceFor(fn, byId.get(classification.managedBy ?? ""), previews),
      dueOf(fn, today),
      waivers.of(subject),
    );
  };
}

function subjectOf(fn: Assessed, { stack, managedBy }: Classification, { ous = [] }: AccountFacts): Subject {
  const { accountId, accountName, region, functionName, tags, runtime } = fn;
  return { accountId, accountName, ous, region, functionName, stack, tags, runtime, managedBy };
}
