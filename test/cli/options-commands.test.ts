/** Commands, and their own options. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleOptions } from "../../src/cli/commands/role-options.ts";
import { parse, scan, source } from "../support/cli/parsed.ts";
import { program } from "../support/cli/program.ts";

test("the command may come before or after its options", async () => {
  assert.equal((await parse("check --region eu-west-1 -p a")).command, "check");
  assert.equal((await parse("-p a --org=0 check")).command, "check");
  assert.equal((await parse("--org accounts")).command, "accounts");
});

test("after -- everything is an argument", async () => {
  const invocation = await parse("merge -f json -- -odd.json b.json");
  assert.ok(invocation.command === "merge");
  assert.deepEqual(invocation.words, ["-odd.json", "b.json"]);
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
  assert.deepEqual(source(check.options.regions), ["eu-*"]);
});

test("runtimes", async () => {
  const invocation = await parse(
    "runtimes --compare old.json --status preview --as-of 2027-01-01 --no-header",
  );
  assert.ok(invocation.command === "runtimes");
  assert.deepEqual(invocation.options, {
    color: "auto",
    quiet: false,
    runtimes: undefined,
    statuses: ["preview"],
    deprecated: false,
    within: 180,
    catalogue: undefined,
    asOf: "2027-01-01",
    config: undefined,
    compare: "old.json",
    format: "table",
    noHeader: true,
    output: undefined,
  });
});

test("diff: its own format and --fail-on, the others for the fresh scan", async () => {
  const fresh = await parse(
    "diff old.json -f json --fail-on new-deprecated -o d.json -p a --concurrency 2 -q",
  );
  assert.ok(fresh.command === "diff");
  const { format, failOn, output, profiles, concurrency, quiet, regions } = fresh.options;
  assert.deepEqual(fresh.words, ["old.json"]);
  assert.deepEqual([format, failOn, output], ["json", ["new-deprecated"], "d.json"]);
  assert.deepEqual([profiles, concurrency, quiet, regions], [["a"], 2, true, undefined]);
  assert.deepEqual((await parse("diff old.json new.json")).words, ["old.json", "new.json"]);
});

test("role: everything but the trusted account has a default", async () => {
  const defaults: RoleOptions = {
    format: "policy",
    role: "LambdaInventoryReadOnly",
    trustedAccount: undefined,
    externalId: undefined,
    extras: [],
    tagged: undefined,
    ownerTags: [],
    ownersFile: undefined,
    waiversFile: undefined,
    aggregator: undefined,
    output: undefined,
    config: undefined,
  };
  assert.deepEqual((await parse("role")).options, defaults);
  const all = await parse(
    "role -f terraform --trusted-account 111122223333 --external-id ab --role a/b --with tags",
  );
  assert.deepEqual(all.options, {
    ...defaults,
    format: "terraform",
    role: "a/b",
    trustedAccount: "111122223333",
    externalId: "ab",
    extras: ["tags"],
  });
  const terraform = await parse("role -o role.tf");
  assert.ok(terraform.command === "role");
  assert.equal(terraform.options.format, "terraform");
});

test("completion: the shell that is named, or the user's own, or bash", async () => {
  const first = async (argv: readonly string[], SHELL?: string) =>
    (await program(["completion", ...argv], { env: { SHELL } })).stdout.split("\n")[0];
  assert.equal(await first(["zsh"], "/bin/bash"), "#compdef lambda-inventory");
  assert.equal(await first([], "/usr/local/bin/fish"), "# fish completion for lambda-inventory");
  for (const shell of [undefined, "/bin/sh"])
    assert.equal(await first([], shell), "# bash completion for lambda-inventory");
});

test("the demo discovers an organization, so that options of --org need no --org", async () => {
  assert.deepEqual((await scan("demo --exclude-ou ou-ab12-11112222")).excludeOus, ["ou-ab12-11112222"]);
  await assert.rejects(scan("demo -p a --exclude-ou ou-ab12-11112222"), {
    message: "--exclude-ou requires --org",
  });
});
