import type { Subject } from "../../../src/triage/match.ts";
import type { Recognisable } from "../../../src/triage/sign.ts";
import type { Assessed } from "../../../src/triage/triage.ts";

/** A function that no recogniser knows, with these fields changed. */
export function recognisable(fields: Partial<Recognisable> = {}): Recognisable {
  return {
    functionName: "checkout-api",
    handler: "index.handler",
    description: "From cart to order",
    role: "arn:aws:iam::111111111111:role/service-role/checkout",
    tags: null,
    ...fields,
  };
}

/** A function as owners and waivers are matched against it. */
export function subject(fields: Partial<Subject> = {}): Subject {
  return {
    accountId: "111122223333",
    accountName: "shop-prod",
    ous: ["r-ab12", "ou-ab12-workloads", "ou-ab12-prod"],
    region: "eu-west-1",
    functionName: "checkout-api",
    stack: undefined,
    tags: null,
    runtime: "nodejs18.x",
    managedBy: null,
    ...fields,
  };
}

/** An assessed function on nodejs18.x. */
export function assessed(fields: Partial<Assessed> = {}): Assessed {
  return {
    ...recognisable(),
    accountId: "111122223333",
    accountName: "shop-prod",
    region: "eu-west-1",
    runtime: "nodejs18.x",
    runtimeStatus: "deprecated",
    deprecationDate: "2025-09-01",
    blockCreateDate: "2027-07-29",
    blockUpdateDate: "2027-08-31",
    successor: "nodejs24.x",
    lastInvoked: null,
    ...fields,
  };
}
