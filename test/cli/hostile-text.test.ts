/** Text that others wrote (names, error texts of servers, values) does not reach a terminal as control characters. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";
import { serve } from "../support/aws/wire.ts";
import { cleanEnv, type Ended, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** Colours, window titles and links in 7 and 8 bits, cursor movements, line and paragraph separators, bidi controls. */
const HOSTILE =
  "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x9d8;;x\x9c \r\b \u2028 \u2029 \u202egnp \u2066x\u2069 \u200e\u200f\u061c";
const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200e\u200f\u061c]/u;

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: `hub ${HOSTILE}`, functions: { "eu-west-1": [{ name: "fn", Description: HOSTILE }] } },
        { name: `closed ${HOSTILE}`, functions: { "eu-west-1": ["x"] }, roles: [] },
      ],
    }),
  });
});
after(() => simulator.close());

function assertClean({ stdout, stderr }: Ended, about: string): void {
  assert.ok(stdout !== "" || stderr !== "", `${about}: nothing was printed`);
  assert.doesNotMatch(stdout, CONTROLS, `${about}: stdout`);
  assert.doesNotMatch(stderr, CONTROLS, `${about}: stderr`);
}

/** The environment of a run whose config files hold these lines. */
function withConfig(config: string): Record<string, string | undefined> {
  const env = cleanEnv(simulator.env());
  const file = join(env.HOME ?? "", "config");
  writeFileSync(file, config);
  return { ...env, AWS_CONFIG_FILE: file };
}

test("account names and descriptions: what people read is clean, on stdout as on stderr", async () => {
  const env = simulator.env();
  for (const line of ["--org -r eu-west-1", "accounts --org", "check --org -r eu-west-1"]) {
    for (const terminal of [undefined, 80]) {
      const ended = await program([...line.split(" "), "--no-progress", "--color", "never"], {
        env,
        ...(terminal && { terminal }),
      });
      assertClean(ended, line);
      assert.match(ended.stdout, /gnp/);
    }
  }
});

test("owners of functions that are due or overdue, in what list, report, plan and trend print", async () => {
  const owned = (name: string, Runtime: string) => ({ name, Runtime, tags: { Owner: HOSTILE } });
  const functions = { "eu-west-1": [owned("coming", "nodejs22.x"), owned("overdue", "python3.6")] };
  const other = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  const cwd = temporaryDirectory("hostile");
  const env = cleanEnv(other.env());
  const scan = ["-r", "eu-west-1", "--with", "tags", "--no-progress", "--as-of", "2026-11-21"];
  const saved = await program(["list", ...scan, "-o", "saved.json"], { env, cwd });
  await other.close();
  assert.match(saved.stderr, /overdue: 1 function on python3\.6, .*gnp/);
  assertClean(saved, "list");
  for (const line of [
    "report saved.json --group-by owner",
    "plan saved.json",
    "trend saved.json --group-by owner",
  ])
    for (const format of ["table", "markdown"])
      assertClean(
        await program([...line.split(" "), "-f", format], { env: {}, cwd }),
        `${line} as ${format}`,
      );
});

for (const command of COMMAND_NAMES) {
  test(`every option of ${command} with such a value`, async () => {
    for (const option of optionsOf(command).keys()) {
      // One region is enough of the demo, and fewer calls.
      const few = command === "demo" && option !== "region" ? ["--region", "us-east-1"] : [];
      const argv = [...(command === "list" ? [] : [command]), ...few, `--${option}=${HOSTILE}`];
      // Some options name files to write.
      const cwd = temporaryDirectory("hostile");
      const ended = await program([...argv, "--no-progress"], { env: withConfig(""), cwd });
      if (ended.stdout + ended.stderr !== "") assertClean(ended, argv.join(" "));
    }
  });
}

test("unknown words, variables and files with such a name", async () => {
  for (const argv of [
    [HOSTILE],
    [`--${HOSTILE}`],
    ["diff", HOSTILE],
    ["merge", HOSTILE],
    ["completion", HOSTILE],
  ])
    assertClean(await program(argv), argv.join(" "));
  const env = { [`LAMBDA_INVENTORY_${HOSTILE}`]: "x", HTTPS_PROXY: HOSTILE, AWS_REGION: HOSTILE };
  for (const [name, value] of Object.entries(env))
    assertClean(await program(["-r", "eu-west-1"], { env: { ...simulator.env(), [name]: value } }), name);
});

test("profiles, roles, sessions and MFA devices with such a value", async () => {
  const configs = [
    `[profile p]\nrole_arn = ${HOSTILE.replaceAll(/[\r\n]/g, "")}\nsource_profile = q\n[profile q]\naws_access_key_id = x\n`,
    `[profile p]\nrole_arn = arn:aws:iam::222222222222:role/Reader\nsource_profile = ${HOSTILE.replaceAll("\r", "")}\n`,
    "[profile p]\nrole_arn = arn:aws:iam::222222222222:role/x\ncredential_source = Environment\nmfa_serial = a\x1b[31m\u202eb\n",
    "[profile p]\nsso_session = \x1b[31mx\n",
    "[profile p]\ncredential_process = printf '\\033[31mred\\n' >&2; exit 1\n",
    "[profile p]\nweb_identity_token_file = /\x1b[31m\u202e\nrole_arn = arn:aws:iam::222222222222:role/x\n",
  ];
  for (const config of configs) {
    for (const command of [["-r", "eu-west-1"], ["check"], ["accounts"]]) {
      const ended = await program([...command, "--profile", "p", "--no-progress"], {
        env: withConfig(config),
      });
      assertClean(ended, config);
    }
  }
});

test("an accounts file with such values", async () => {
  const env = withConfig("");
  const file = join(env.HOME ?? "", "accounts.yaml");
  for (const entry of [
    { id: "222222222222", name: HOSTILE },
    { id: HOSTILE },
    { id: "222222222222", role: HOSTILE },
    { id: "222222222222", regions: [HOSTILE] },
    { id: "222222222222", [HOSTILE]: 1 },
    { id: "222222222222", profile: HOSTILE },
  ]) {
    writeFileSync(file, JSON.stringify({ accounts: [entry] }));
    for (const command of [["-r", "eu-west-1"], ["check"], ["accounts"]])
      assertClean(
        await program([...command, "-a", file, "--no-progress"], { env }),
        `${command} ${JSON.stringify(entry)}`,
      );
  }
});

test("a catalogue from the web and a server that fails", async (t) => {
  const runtime = {
    id: `nodejs${HOSTILE}`,
    deprecationDate: "2026-11-20",
    blockCreateDate: null,
    blockUpdateDate: null,
  };
  const bodies = [
    JSON.stringify({ asOf: "2026-11-01", source: HOSTILE, runtimes: [runtime] }),
    JSON.stringify({ asOf: HOSTILE, source: "x", runtimes: [] }),
    `{"asOf": "${HOSTILE}`,
    HOSTILE,
  ];
  for (const body of bodies) {
    const server = await serve(t, (_, response) => response.end(body));
    const catalogue = `http://127.0.0.1:${server.port}/c.json`;
    for (const argv of [["runtimes"], ["runtimes", "--compare", catalogue]])
      assertClean(await program([...argv, "--catalogue", catalogue]), body);
    assertClean(await program(["runtimes", "--compare", catalogue]), body);
  }
  const failing = await serve(t, (_, response) =>
    response.writeHead(302, { location: "http://127.0.0.1:1/\x9b31m" }).end(),
  );
  assertClean(await program(["runtimes", "--catalogue", `http://127.0.0.1:${failing.port}/`]), "redirect");
});

test("reports with such values in every text: diff and merge for people", async () => {
  const env = cleanEnv(simulator.env());
  const folder = env.HOME ?? "";
  const { stdout } = await program(["--org", "-r", "eu-west-1", "-f", "json", "-q"], { env });
  const plain = JSON.parse(stdout);
  for (const key of [
    "accountId",
    "accountName",
    "region",
    "functionName",
    "runtime",
    "message",
    "code",
    "via",
  ]) {
    const hostile = JSON.parse(stdout, (name, value) => (name === key && value !== null ? HOSTILE : value));
    for (const [name, report] of Object.entries({ old: plain, new: hostile }))
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(report));
    for (const line of [
      "diff old.json new.json",
      "diff new.json old.json",
      "merge new.json",
      "diff old.json new.json -f markdown",
    ])
      assertClean(await program(line.split(" "), { env, cwd: folder }), `${key}: ${line}`);
  }
});

test("with colours, the summary has those of the program only", async () => {
  const { stderr } = await program(["--org", "-r", "eu-west-1", "--color", "always"], {
    env: simulator.env(),
  });
  assert.match(stderr, /\x1b\[3[1-6]m/);
  assert.doesNotMatch(stderr.replaceAll(/\x1b\[\d{1,2}m/g, ""), CONTROLS);
});

test("one place writes to stderr", () => {
  const folder = join(import.meta.dirname, "../../src");
  const writers = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) =>
      name.endsWith(".ts") &&
      /stderr\.write|console\.(error|warn|log)|writeSync\(2/.test(readFileSync(join(folder, name), "utf8")),
  );
  // messages.ts and progress.ts print what stderr.ts has cleaned; the prompt ends its own line.
  assert.deepEqual(writers.sort(), [
    "cli/messages.ts",
    "cli/progress.ts",
    "cli/scan/mfa-prompt.ts",
    "cli/stderr.ts",
  ]);
});
