/** The recipe files: each is valid in its format, and every name in them exists. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";
import { environmentName } from "../../src/cli/options/entry.ts";
import { ADDRESS_VARIABLES } from "../../src/cli/options/report.ts";
import { commandsIn, FOLDER, ROOT, recipe, steps, yaml } from "../support/recipes/recipe.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const FILES = readdirSync(FOLDER);

function absent(program: string): string | false {
  return spawnSync(program, ["--version"]).error === undefined ? false : `${program} is not installed`;
}

test("every variable in them is known to the program", () => {
  const options = COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()].map(environmentName));
  const known = new Set<string>([...options, ...ADDRESS_VARIABLES]);
  for (const name of [...FILES.map((file) => join(FOLDER, file)), join(ROOT, "action.yml")]) {
    const used = readFileSync(name, "utf8").match(/LAMBDA_INVENTORY_\w+/g) ?? [];
    assert.deepEqual(
      used.filter((variable) => !known.has(variable)),
      [],
      name,
    );
  }
});

test("the shell scripts pass shellcheck", { skip: absent("shellcheck") }, () => {
  const action = yaml(readFileSync(join(ROOT, "action.yml"), "utf8")) as {
    runs: { steps: { run?: string }[] };
  };
  const scripts = [
    recipe("scheduled-inventory.sh"),
    ...FILES.filter((name) => /\.ya?ml$/.test(name)).map((name) => `#!/bin/bash\n${steps(name).join("\n")}`),
    ...action.runs.steps.flatMap(({ run }) => (run === undefined ? [] : [`#!/bin/bash\n${run}`])),
  ];
  assert.ok(scripts.length >= 7);
  for (const input of scripts) {
    const { stdout } = spawnSync("shellcheck", ["-"], { input, encoding: "utf8" });
    assert.equal(stdout, "");
  }
});

test("the template passes cfn-lint", { skip: absent("cfn-lint") }, () => {
  const { status, stdout } = spawnSync("cfn-lint", [join(FOLDER, "eventbridge-codebuild.yaml")], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stdout], [0, ""]);
});

test("the units pass systemd-analyze", { skip: absent("systemd-analyze") }, () => {
  const folder = temporaryDirectory("units");
  const service = recipe("lambda-inventory.service");
  writeFileSync(join(folder, "lambda-inventory.timer"), recipe("lambda-inventory.timer"));
  writeFileSync(
    join(folder, "lambda-inventory.service"),
    service.replace(/^ExecStart=.*$/m, `ExecStart=${join(FOLDER, "scheduled-inventory.sh")}`),
  );
  const files = ["lambda-inventory.service", "lambda-inventory.timer"].map((name) => join(folder, name));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...files], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [0, ""]);
});

const WORKFLOWS = [
  join(ROOT, "action.yml"),
  join(FOLDER, "github-actions.yml"),
  join(ROOT, "docs/recipes/scale/github-actions.yml"),
  join(ROOT, ".github/workflows/ci.yml"),
  join(ROOT, ".github/workflows/release.yml"),
];

test("actions are pinned to commits, each to the same one everywhere, that run on Node 24", () => {
  const used = WORKFLOWS.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action = ""]) => action),
  );
  const pins = [...new Set(used)].sort();
  for (const pin of pins) assert.match(pin, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  // GitHub's runners no longer have Node 20.
  assert.deepEqual(
    pins.map((pin) => pin.replace(/@.*# (v\d+).*/, "@$1")),
    [
      "OWNER/lambda-inventory@v0",
      "actions/checkout@v6",
      "actions/download-artifact@v8",
      "actions/setup-node@v6",
      "actions/upload-artifact@v7",
      "aws-actions/configure-aws-credentials@v6",
    ],
  );
});

test("no script of a workflow contains expressions: values come from the environment", () => {
  for (const file of WORKFLOWS) {
    for (const script of commandsIn(yaml(readFileSync(file, "utf8"))))
      assert.doesNotMatch(script, /\$\{\{/, file);
  }
});

test("the recipes install this version, not whatever is the latest", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  const folders = [FOLDER, join(ROOT, "docs/recipes/scale")];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /(?:VERSION[:=] ?|Default: |:)"?latest"?$/m, file);
    if (!/VERSION/.test(text)) continue;
    assert.ok(new RegExp(`(VERSION[:=] ?"?|Default: ")${version.replaceAll(".", "\\.")}`).test(text), file);
  }
});

test("only the unit's user may read the reports", () => {
  const service = recipe("lambda-inventory.service");
  for (const line of ["UMask=0077", "StateDirectory=lambda-inventory", "StateDirectoryMode=0700"])
    assert.ok(service.includes(`\n${line}\n`), line);
});

test("the cron line has a user and a command", () => {
  const lines = recipe("lambda-inventory.cron").split("\n");
  const [job, ...more] = lines.filter((line) => /^[\d*]/.test(line));
  assert.deepEqual(more, []);
  assert.match(
    job ?? "",
    /^\d+ \d+ \* \* \d lambda-inventory \/usr\/local\/bin\/scheduled-inventory\.sh --quiet$/,
  );
});
