/** The command, wherever it stands, and the options that are its own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleOptions } from "../../src/cli/options.ts";
import { parse, scan, source } from "../support/cli/parsed.ts";

test("the command may stand before or behind its options", async () => {
  assert.equal((await parse("check --region eu-west-1 -p a")).command, "check");
  assert.equal((await parse("-p a --org=0 check")).command, "check");
  assert.equal((await parse("--org accounts")).command, "accounts");
});

test("behind -- everything is an argument", async () => {
  const invocation = await parse("merge -f json -- -odd.json b.json");
  assert.ok(invocation.command === "merge");
  assert.deepEqual(invocation.options.reports, ["-odd.json", "b.json"]);
  assert.equal(invocation.options.format, "json");
});

test("accounts and check", async () => {
  const accounts = await parse("accounts --org --format yaml -o accounts.yaml");
  assert.ok(accounts.command === "accounts");
  assert.deepEqual(
    [accounts.options.org, accounts.options.format, accounts.options.output],
    [true, "yaml", "accounts.yaml"],
  );
  const check = await parse("check --with tags -r eu-* -f tsv");
  assert.ok(check.command === "check");
  assert.deepEqual([check.options.extras, check.options.format], [["tags"], "tsv"]);
  assert.deepEqual(source(check.options.regions.include), ["eu-*"]);
});

test("runtimes", async () => {
  const invocation = await parse(
    "runtimes --compare old.json --status preview --as-of 2027-01-01 --no-header",
  );
  assert.ok(invocation.command === "runtimes");
  assert.deepEqual(invocation.options, {
    color: "auto",
    quiet: false,
    runtime: undefined,
    status: ["preview"],
    within: 180,
    catalogue: undefined,
    asOf: "2027-01-01",
    compare: "old.json",
    format: "table",
    header: false,
    output: undefined,
  });
});

test("diff: its own format and --fail-on, the others for the fresh scan", async () => {
  const fresh = await parse(
    "diff old.json -f json --fail-on new-deprecated -o d.json -p a --concurrency 2 -q",
  );
  assert.ok(fresh.command === "diff");
  const { scan: options, ...own } = fresh.options;
  assert.deepEqual(own, {
    oldReport: "old.json",
    newReport: undefined,
    format: "json",
    failOn: ["new-deprecated"],
    output: "d.json",
    query: undefined,
  });
  const expected = { ...(await scan("")), profiles: ["a"], concurrency: 2, quiet: true };
  assert.deepEqual(options, expected);
  const two = await parse("diff old.json new.json");
  assert.ok(two.command === "diff");
  assert.equal(two.options.newReport, "new.json");
});

test("role: everything has a default but whom to trust", async () => {
  const defaults: RoleOptions = {
    format: "policy",
    role: "LambdaInventoryReadOnly",
    trustedAccount: undefined,
    externalId: undefined,
    extras: [],
    output: undefined,
  };
  assert.deepEqual(await parse("role"), { command: "role", options: defaults });
  assert.deepEqual(
    await parse("role -f terraform --trusted-account 111122223333 --external-id ab --role a/b --with tags"),
    {
      command: "role",
      options: {
        ...defaults,
        format: "terraform",
        role: "a/b",
        trustedAccount: "111122223333",
        externalId: "ab",
        extras: ["tags"],
      },
    },
  );
});

test("completion: the shell that is named, or the user's own, or bash", async () => {
  assert.deepEqual(await parse("completion zsh"), { command: "completion", options: { shell: "zsh" } });
  const own = await parse("completion", { SHELL: "/usr/local/bin/fish" });
  assert.deepEqual(own, { command: "completion", options: { shell: "fish" } });
  for (const env of [{}, { SHELL: "/bin/sh" }])
    assert.deepEqual(await parse("completion", env), { command: "completion", options: { shell: "bash" } });
});

test("the demo discovers an organization, so that options of --org need no --org", async () => {
  assert.deepEqual((await scan("demo --exclude-ou ou-ab12-11112222")).excludeOus, ["ou-ab12-11112222"]);
  await assert.rejects(scan("demo -p a --exclude-ou ou-ab12-11112222"), { message: /is for --org, which/ });
});
