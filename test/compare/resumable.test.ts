import assert from "node:assert/strict";
import { test } from "node:test";
import { checkResumable } from "../../src/compare/resume.ts";
import { A, fn, reportOf } from "../support/compare/reports.ts";

test("a report with other rows than this run would have is refused", () => {
  const choice = { filtered: false, versions: "latest", extras: [] } as const;
  const filtered = reportOf([{ accountId: A, region: "eu-west-1", read: 5, functions: fn("a") }]);
  assert.throws(() => checkResumable("old.json", filtered, choice), {
    name: "UserError",
    message: "old.json was created with a filter and does not contain every function that was read",
  });
  checkResumable("old.json", filtered, { ...choice, filtered: true });
  const versions = reportOf([
    { accountId: A, region: "eu-west-1", functions: [{ functionName: "a", version: "1" }] },
  ]);
  assert.throws(() => checkResumable("old.json", versions, choice), {
    name: "UserError",
    message: "old.json lists published versions",
  });
  checkResumable("old.json", versions, { ...choice, versions: "all" });
});

test("a report with other extra columns than this run would have is refused", () => {
  const choice = { filtered: false, versions: "latest" } as const;
  const place = { accountId: A, region: "eu-west-1" };
  const refusal = (message: string) => ({ name: "UserError", message });
  const plain = reportOf([{ ...place, functions: fn("a") }]);
  const tagged = reportOf([{ ...place, functions: [{ functionName: "a", tags: {} }] }]);

  checkResumable("old.json", plain, { ...choice, extras: [] });
  checkResumable("old.json", tagged, { ...choice, extras: ["tags"] });
  assert.throws(
    () => checkResumable("old.json", plain, { ...choice, extras: ["tags", "aliases"] }),
    refusal("old.json was created without --with tags,aliases"),
  );
  assert.throws(
    () => checkResumable("old.json", tagged, { ...choice, extras: [] }),
    refusal("old.json was created with --with tags"),
  );
});

test("extra columns that could not be read, or had no functions, do not prevent resuming", () => {
  const choice = { filtered: false, versions: "latest", extras: ["tags"] } as const;
  const place = { accountId: A, region: "eu-west-1" };
  const denied = reportOf([{ ...place, functions: fn("a") }]);
  const note = denied.coverage.map((row) => ({ ...row, stage: "enrich" as const }));
  checkResumable("old.json", { ...denied, coverage: note }, choice);
  checkResumable("old.json", reportOf([place]), choice);
  checkResumable("old.json", reportOf([{ ...place, status: "timeout", functions: fn("a") }]), choice);
});
