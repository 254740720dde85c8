/** The steps of action.yml, run as GitHub Actions runs them. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openPlace, type Place } from "../support/recipes/place.ts";
import { ROOT, yaml } from "../support/recipes/recipe.ts";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const ACTION = yaml(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;
let place: Place;
let runs = 0;

before(async () => {
  place = await openPlace();
});
after(() => place.close());

interface Finished {
  /** Exit code of each step that ran. */
  readonly codes: Readonly<Record<string, number>>;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly said: string;
  readonly folder: string;
}

/** Runs the steps in order until one fails. */
async function action(
  given: Readonly<Record<string, string>>,
  env: Record<string, string> = {},
): Promise<Finished> {
  const temp = join(place.folder, `runner-${++runs}`);
  mkdirSync(temp);
  const values = new Map<string, string>([["runner.temp", temp]]);
  for (const [name, { default: fallback }] of Object.entries(ACTION.inputs)) {
    values.set(`inputs.${name}`, given[name] ?? fallback);
  }
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) => values.get(name) ?? "");
  const codes: Record<string, number> = {};
  const files = { GITHUB_OUTPUT: join(temp, "output"), GITHUB_STEP_SUMMARY: join(temp, "summary") };
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  let said = "";
  for (const step of ACTION.runs.steps) {
    if (step.run === undefined) continue;
    assert.equal(step.shell, "bash");
    assert.doesNotMatch(step.run, /\$\{\{/, "no input is part of a command");
    writeFileSync(files.GITHUB_OUTPUT, "");
    const own = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text)]),
    );
    const { code, stdout, stderr } = await place.run("bash", step.run, [], {
      ...env,
      ...files,
      ...own,
      GITHUB_ACTION_PATH: ROOT,
    });
    said += stdout + stderr;
    codes[step.name ?? ""] = code;
    for (const line of readFileSync(files.GITHUB_OUTPUT, "utf8").split("\n")) {
      const [name = "", value = ""] = line.split("=");
      values.set(`steps.${step.id}.outputs.${name}`, value);
    }
    if (code !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(ACTION.outputs).map(([name, { value }]) => [name, filled(value)]),
  );
  return {
    codes,
    outputs,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    said,
    folder: join(temp, "lambda-inventory"),
  };
}

test("scans, writes the job summary, sets the outputs, and fails the job last", async () => {
  const { codes, outputs, summary, said, folder } = await action({ options: "--org --account 'pay*'" });
  assert.deepEqual(codes, { Install: 0, Scan: 0, Show: 0, Result: 1 }, said);
  assert.deepEqual(outputs, {
    report: join(folder, "report.json"),
    "exit-code": "1",
    deprecated: "2",
    expiring: "0",
    "not-read": "0",
  });
  assert.match(summary, /^# Lambda inventory\n\n\*\*2 functions on deprecated runtimes/);
  assert.match(said, /::error title=Lambda inventory::functions match fail-on/);
  assert.match(readFileSync(join(folder, "report.html"), "utf8"), /^<!doctype html>/i);
});

test("compares with an earlier report", async () => {
  const before = await action({ options: "--org" }, { LAMBDA_INVENTORY_ACCOUNT: "management" });
  const since = before.outputs.report ?? "";
  const { codes, summary, folder } = await action({ options: "--org", since, "fail-on": "" });
  assert.deepEqual(codes, { Install: 0, Scan: 0, Show: 0, Result: 3 }, "one account cannot be read");
  assert.match(summary, /# Lambda inventory: what changed/);
  assert.match(readFileSync(join(folder, "changes.md"), "utf8"), /Only in the newer report/);
});

test("passes with allow-incomplete, whatever formats and columns the environment sets", async () => {
  const env = {
    LAMBDA_INVENTORY_FORMAT: "csv",
    LAMBDA_INVENTORY_COLUMNS: "region",
    LAMBDA_INVENTORY_ORG: "true",
  };
  const { codes, outputs } = await action(
    { "fail-on": "", "allow-incomplete": "true", since: "absent.json" },
    env,
  );
  assert.deepEqual(codes, { Install: 0, Scan: 0, Show: 0, Result: 0 });
  assert.equal(outputs["not-read"], "1");
});

test("a project file in the workspace applies to the scan only", async () => {
  const file = join(place.folder, "lambda-inventory.yaml");
  writeFileSync(
    file,
    "options: {org: true, account: payments, fail-on: deprecated, coverage: coverage.json}\n",
  );
  try {
    const { codes, outputs, said } = await action({ "fail-on": "" });
    assert.deepEqual(codes, { Install: 0, Scan: 0, Show: 0, Result: 1 }, said);
    assert.equal(outputs["not-read"], "0");
  } finally {
    rmSync(file);
  }
});

test("an unknown option stops at the scan; nothing in it is run", async () => {
  const { codes, said } = await action({ options: "--nonsense '$(touch hacked)' ; touch hacked" });
  assert.deepEqual(codes, { Install: 0, Scan: 2 });
  assert.match(said, /unknown command ";"/);
  await assert.rejects(async () => readFileSync(join(place.folder, "hacked")));
});

for (const options of ["--account 'pay* --org", '--name "charge --org', "--account don't --org"]) {
  test(`options that cannot be split stop at the scan: ${options}`, async () => {
    place.simulator.requests.reset();
    const { codes, said } = await action({ options });
    assert.deepEqual([codes, place.simulator.requests.total], [{ Install: 0, Scan: 2 }, 0]);
    assert.match(said, /^::error title=Lambda inventory::the input options cannot be split/m);
  });
}

test("every word of the options is passed on: quoted, empty at the end, on several lines", async () => {
  const options = `--org\n--account "pay*"\n--name 'char ge' --columns ''`;
  const { said } = await action({ options });
  assert.match(said, /--columns/, "the last, empty word is what the program complains of");
});

test("installs the version that the action was released with, or the one in the input", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const shipped = await action({ options: "--nonsense" });
  assert.match(shipped.said, new RegExp(`^npm install --global lambda-inventory@${version}$`, "m"));
  const asked = await action({ options: "--nonsense", version: "9.8.7" });
  assert.match(asked.said, /^npm install --global lambda-inventory@9\.8\.7$/m);
});
