import assert from "node:assert/strict";
import { test } from "node:test";
import { notReadReasons } from "../../src/report/reasons.ts";
import { target } from "../support/report/sample.ts";

const denied = (accountId: string, region: string, message = "no") =>
  target({ accountId, accountName: "", region, status: "denied", code: "AccessDenied", message });

/** How a reason that applies to these regions, by account, lists them. */
function places(regions: Readonly<Record<string, readonly string[]>>): string[] {
  const coverage = Object.entries(regions).flatMap(([id, names]) => names.map((name) => denied(id, name)));
  return notReadReasons(coverage).map((reason) => reason.places);
}

test("every account and region is named", () => {
  assert.deepEqual(places({ "1": ["a", "b", "c"], "2": ["a"], "3": ["b"] }), ["1 (a, b, c); 2 (a); 3 (b)"]);
  assert.deepEqual(places({ "1": ["a", "b", "c", "d"] }), ["1 (a, b, c, d)"]);
  assert.deepEqual(places({ "1": ["a"], "2": ["a"], "3": ["a"], "4": ["a"] }), [
    "1 (a); 2 (a); 3 (a); 4 (a)",
  ]);
});

test("accounts that share a long list of regions are listed together", () => {
  const four = ["a", "b", "c", "d"];
  assert.deepEqual(places({ "1": four, "2": ["a"], "3": four }), ["1, 3 (each: a, b, c, d); 2 (a)"]);
});

test("an account that could not be accessed has no regions, and perhaps no id", () => {
  assert.deepEqual(places({ "1": [""] }), ["1"]);
  assert.deepEqual(notReadReasons([denied("", "")])[0]?.places, "account id unknown");
});

test("targets with the same reason are one entry, the most targets first", () => {
  const rows = [
    target(),
    target({ status: "timeout", code: "TargetTimeout", message: "no response" }),
    denied("1", "a"),
    denied("2", "b"),
    target({ status: "disabled" }),
    target({ status: "denied", code: "Other", message: "other" }),
  ];
  assert.deepEqual(
    notReadReasons(rows).map(({ targets, status, code, message }) => [targets, status, code, message]),
    [
      [2, "denied", "AccessDenied", "no"],
      [1, "timeout", "TargetTimeout", "no response"],
      [1, "denied", "Other", "other"],
    ],
  );
});

test("messages that differ in the account, the region or a count are one reason, and what differs is marked", () => {
  const message = (id: string, region: string, read: number) =>
    `arn:aws:iam::${id}:user/me may not list arn:aws:lambda:${region}:999999999999 (after ${read} functions)`;
  const reasons = (...rows: readonly (readonly [string, string, number])[]) =>
    notReadReasons(rows.map(([id, region, read]) => denied(id, region, message(id, region, read)))).map(
      (reason) => reason.message,
    );
  const [a, b] = ["111111111111", "222222222222"];
  assert.deepEqual(reasons([a, "eu-west-1", 5]), [message(a, "eu-west-1", 5)]);
  assert.deepEqual(reasons([a, "eu-west-1", 5], [b, "eu-west-1", 5]), [message("<account>", "eu-west-1", 5)]);
  assert.deepEqual(reasons([a, "eu-west-1", 5], [a, "us-east-1", 5]), [message(a, "<region>", 5)]);
  assert.deepEqual(reasons([a, "eu-west-1", 5], [b, "us-east-1", 7]), [
    message("<account>", "<region>", 5).replace("5 f", "<n> f"),
  ]);
});

test("two reasons with the same code are never one", () => {
  const scp = "a service control policy of the organization denies lambda:ListFunctions";
  const iam = "no IAM policy allows lambda:ListFunctions";
  const reasons = notReadReasons([denied("1", "a", scp), denied("2", "a", iam), denied("3", "a", scp)]);
  assert.deepEqual(
    reasons.map(({ places, message }) => [places, message]),
    [
      ["1 (a); 3 (a)", scp],
      ["2 (a)", iam],
    ],
  );
  const other = notReadReasons([
    denied("111111111111", "a", "role arn:aws:iam::999999999999:role/x"),
    denied("222222222222", "a", "role arn:aws:iam::888888888888:role/x"),
    denied("333333333333", "eu-west-1", "ask eu-west-10"),
    denied("444444444444", "us-west-1", "ask us-west-10"),
  ]);
  assert.equal(other.length, 4);
});
