import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { check, HUB, problems, shop, simulate } from "../support/cli/check-world.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const LISTS_NOTHING = shop(["ec2:*"], { functions: { "eu-west-1": ["api"] } });

test("without --all, check prints nothing but the totals where all checks passed", async (t) => {
  const simulator = await simulate(t, [HUB, shop()]);
  const ended = await problems(simulator, "--org --with tags -r eu-west-1,us-east-1");
  assert.deepEqual(ended, { code: 0, stdout: "", stderr: ended.stderr });
  assert.match(ended.stderr, /^2 accounts, \d regions: all checks passed\n$/);
});

test("without --all, check prints the accounts and regions with problems", async (t) => {
  const simulator = await simulate(t, [HUB, LISTS_NOTHING, { name: "norole", roles: [] }]);
  const { code, stdout, stderr } = await problems(simulator, "--org -r eu-west-1");
  assert.equal(code, 3);
  assert.doesNotMatch(stdout, /hub/);
  const [head, norole, , header, region] = stdout.split("\n");
  assert.match(head ?? "", /^account +name +credentials/);
  assert.match(norole ?? "", /^\d{12} +norole +✗/);
  assert.match(header ?? "", /^account +name +region/);
  assert.match(region ?? "", /^\d{12} +shop +eu-west-1 +✗$/);
  assert.equal(stdout.match(/^✗/gm)?.length, 2);
  assert.equal(stderr, "3 accounts, 2 regions: 2 with failed checks\n");
});

test("TSV and JSON, too, list only problems unless --all is given", async (t) => {
  const simulator = await simulate(t, [HUB, LISTS_NOTHING]);
  const argv = "--org -r eu-west-1 -f";
  const failed = await problems(simulator, `${argv} tsv`);
  const [, ...lines] = failed.stdout.trim().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split("\t").slice(1, 6)),
    [["shop", "eu-west-1", "denied", "lambda:ListFunctions", "false"]],
  );
  const names = ({ stdout }: { readonly stdout: string }) =>
    JSON.parse(stdout).map(({ accountName }: { accountName: string }) => accountName);
  assert.deepEqual(names(await problems(simulator, `${argv} json`)), ["shop"]);
  assert.deepEqual(names(await check(simulator, `${argv} json`)), ["hub", "shop"]);
});

test("with --org, --with tags also checks that the tags of accounts can be read", async (t) => {
  const action = "organizations:ListTagsForResource";
  const simulator = await simulate(t, [HUB, shop()], { faults: [{ kind: "deny", action }] });
  const argv = "--org -r eu-west-1";
  for (const needed of ["--with tags", "--owner-tag Team"]) {
    const { code, stdout, stderr } = await problems(simulator, `${argv} ${needed}`);
    assert.equal(code, 3);
    assert.match(stdout, /^account +name +credentials +identity +regions +organization +via$/m);
    assert.match(stdout, /^ +– +– +– +✗ +AWS Organizations$/m);
    assert.match(
      stdout,
      /^✗ organizations:ListTagsForResource: AWS Organizations\n +AccessDeniedException: no IAM policy allows organizations:ListTagsForResource/m,
    );
    assert.equal(stderr, "2 accounts, 2 regions: 1 with failed checks\n");
  }
  await forget(simulator);
  assert.equal((await problems(simulator, argv)).code, 0);
  assert.equal(simulator.requests.count(action), 0);
});

test("entries that match units need the units: a refusal is a failed check", async (t) => {
  const cwd = temporaryDirectory("check-units");
  writeFileSync(join(cwd, "owners.yaml"), 'owners: [{match: {ou: "ou-*"}, owner: shop}]');
  const faults: Fault[] = [{ kind: "deny", action: "organizations:ListRoots" }];
  const argv = `--org -r eu-west-1 --owners ${join(cwd, "owners.yaml")}`;
  const refused = await problems(await simulate(t, [HUB, shop()], { faults }), argv);
  assert.equal(refused.code, 3);
  assert.match(refused.stdout, /^✗ organizations:ListRoots: AWS Organizations\n +AccessDeniedException: /m);
  assert.equal(refused.stderr, "2 accounts, 2 regions: 1 with failed checks\n");
  const allowed = await problems(await simulate(t, [HUB, shop()]), argv);
  assert.deepEqual([allowed.code, allowed.stdout], [0, ""]);
});

test("what reads the tags of accounts is one request, and listed with --all", async (t) => {
  const simulator = await simulate(t, [HUB, shop()]);
  const { stdout } = await check(simulator, "--org -r eu-west-1 --with tags -f tsv");
  assert.match(stdout, /^\t\t\tok\torganizations:ListTagsForResource\ttrue\t\t\tAWS Organizations\t$/m);
  assert.equal(simulator.requests.count("organizations:ListTagsForResource"), 1);
});
