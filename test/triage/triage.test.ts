import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePatterns } from "../../src/config/patterns.ts";
import type { Waiver } from "../../src/model/triage.ts";
import { createTriage, type TriageData } from "../../src/triage/triage.ts";
import { Waivers } from "../../src/triage/waivers.ts";
import { assessed, subject } from "../support/triage/functions.ts";

const p = (pattern: string) => compilePatterns([pattern]);
const TODAY = "2026-11-29";
const waiver = (fields: Partial<Waiver>): Waiver => ({
  match: {},
  reason: "the robot is replaced in March",
  until: "2027-03-31",
  place: "waivers.yaml:2:5",
  ...fields,
});
const data = (fields: Partial<TriageData> = {}): TriageData => ({
  today: TODAY,
  owners: [],
  ownerTags: ["Owner"],
  waivers: new Waivers([], TODAY),
  ...fields,
});

test("a row gets its owner, its action and its due date; keys without a value are absent", () => {
  const triage = createTriage(data());
  assert.deepEqual(triage(assessed(), undefined), {
    owner: null,
    ownerSource: null,
    managedBy: null,
    action: "upgrade",
    remedy: "upgrade from nodejs18.x to nodejs24.x",
    dueDate: "2027-07-29",
    dueEvent: "create-block",
  });
});

test("owners and waivers see what was recognised, and the units of the account", () => {
  const rules = [{ match: { ou: p("ou-1"), managedBy: p("aws-cdk") }, owner: "platform" }];
  const waivers = new Waivers([waiver({ match: { managedBy: p("aws-cdk") } })], TODAY);
  const triage = createTriage(data({ owners: rules, waivers }));
  const row = triage(assessed({ handler: "framework.onEvent" }), { ous: ["r-1", "ou-1"] });
  assert.equal(row.owner, "platform");
  assert.equal(row.action, "redeploy");
  assert.equal(row.waivedUntil, "2027-03-31");
  assert.equal(row.waiverReason, "the robot is replaced in March");
  assert.deepEqual(waivers.warnings(), []);
});

test("a waiver holds through its last day; expired and idle ones are reported with their place", () => {
  const last = new Waivers([waiver({ until: TODAY })], TODAY);
  assert.equal(last.of(subject())?.waivedUntil, TODAY);
  const waivers = new Waivers(
    [
      waiver({ until: "2026-11-28", place: "w.yaml:2:5" }),
      waiver({ match: { name: p("gone") }, place: "w.yaml:7:5" }),
      waiver({ until: "2026-12-31", reason: "short" }),
      waiver({ until: "2027-06-30", reason: "long" }),
    ],
    TODAY,
  );
  assert.deepEqual(waivers.of(subject()), { waivedUntil: "2027-06-30", waiverReason: "long" });
  assert.deepEqual(waivers.warnings(), [
    "w.yaml:2:5: the waiver expired on 2026-11-28 and has no effect",
    "w.yaml:7:5: the waiver matches no function that was read",
  ]);
});

test("an account whose units are unknown matches no unit", () => {
  const triage = createTriage(data({ owners: [{ match: { ou: p("*") }, owner: "platform" }] }));
  assert.equal(triage(assessed(), undefined).owner, null);
  assert.equal(triage(assessed(), { ous: ["r-1"] }).owner, "platform");
});

test("of waivers that last equally long the first applies, wherever shorter ones are; a reason is optional", () => {
  const { reason: _, ...silent } = waiver({ until: "2027-06-30" });
  const entries = [
    silent,
    waiver({ until: "2027-06-30", reason: "second" }),
    waiver({ until: "2026-12-31" }),
  ];
  assert.deepEqual(new Waivers(entries, TODAY).of(subject()), { waivedUntil: "2027-06-30" });
});

test("an expired waiver waives nothing; one that ends today has not expired", () => {
  const expired = new Waivers([waiver({ until: "2026-11-28" })], TODAY);
  assert.equal(expired.of(subject()), undefined);
  assert.equal(expired.warnings().length, 1);
  const last = new Waivers([waiver({ until: TODAY })], TODAY);
  last.of(subject());
  assert.deepEqual(last.warnings(), []);
});
