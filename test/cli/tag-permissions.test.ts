/** `role` and `check` know what a scan needs for options and files that look at tags. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("tag-permissions");
let simulator: Simulator;

before(async () => {
  const accounts = [{ name: "shop", functions: { "eu-west-1": ["api"] } }];
  simulator = await startSimulator({
    estate: estate({ accounts }),
    faults: [{ kind: "deny", action: "tag:GetResources" }],
  });
  writeFileSync(join(cwd, "tags.yaml"), "owners: [{match: {tag: {team: a}}, owner: b}]");
  writeFileSync(join(cwd, "names.yaml"), "owners: [{match: {name: a}, owner: b}]");
  writeFileSync(join(cwd, "waivers.yaml"), 'waivers: [{match: {stack: a}, until: "2030-01-01"}]');
  writeFileSync(join(cwd, "bad.yaml"), "owners: [{owner: b}, {match: {name: a}}]");
});
after(() => simulator.close());

const run = (...argv: string[]) => program(argv, { env: cleanEnv(simulator.env()), cwd });

for (const [options, needsTags] of [
  [[], false],
  [["--owners", "names.yaml"], false],
  [["--owners", "tags.yaml"], true],
  [["--waivers", "waivers.yaml"], true],
  [["--owner-tag", "Team"], true],
  [["--tag", "team=a"], true],
] as const) {
  const what = options.join(" ") || "no option";
  test(`${what}: the tags are ${needsTags ? "" : "not "}needed`, async () => {
    assert.equal((await run("role", ...options)).stdout.includes("tag:GetResources"), needsTags);
    const checked = await run("check", "-r", "eu-west-1", "--all", ...options);
    assert.equal(checked.stdout.includes("tag:GetResources"), needsTags, checked.stdout);
  });
}

test("all mistakes of an owners file are listed before anything is checked", async () => {
  for (const command of ["role", "check"]) {
    const { code, stdout, stderr } = await run(command, "--owners", "bad.yaml");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /bad\.yaml:1:10: owners\[0\]: has no match[\s\S]*bad\.yaml:1:22: owners\[1\]: has no owner/,
    );
  }
});
