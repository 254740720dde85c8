/** A preview that AWS announced as generally available by now: only functions that use it make the program say so. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("previews");
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const functions = { "eu-west-1": ["search python3.15", "billing python3.14"] };
  simulator = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

const WARNING =
  "lambda-inventory: warning: the catalogue lists python3.15 as a preview, but AWS announced its general availability " +
  "by 2026-11-30; it may be supported by now: update lambda-inventory, or pass newer data with --catalogue FILE|URL\n";

/** The warnings about previews of a run for a day. */
async function warnings(asOf: string, ...argv: string[]): Promise<string> {
  const { stderr, code } = await program([...argv, "--as-of", asOf], { env, cwd });
  assert.equal(code, 0);
  return stderr
    .split(/(?<=\n)/)
    .filter((line) => line.includes("preview, but"))
    .join("");
}

test("a scan warns of a preview past its announced general availability", async () => {
  assert.equal(await warnings("2026-11-30", "list", "-r", "eu-west-1"), "");
  assert.equal(
    await warnings("2026-12-01", "list", "-r", "eu-west-1", "-f", "json", "-o", "saved.json"),
    WARNING,
  );
});

test("its row says so, too, from the day after", async () => {
  const remedyOn = async (asOf: string) => {
    const argv = ["list", "-r", "eu-west-1", "--name", "search", "-f", "json", "-q", "--as-of", asOf];
    return JSON.parse((await program(argv, { env, cwd })).stdout).functions[0]?.remedy;
  };
  assert.equal(
    await remedyOn("2026-11-30"),
    "do not use python3.15 in production until it is generally available",
  );
  assert.equal(
    await remedyOn("2026-12-01"),
    "check whether python3.15 is supported by now: AWS announced its general availability by 2026-11-30, and the catalogue is older",
  );
});

test("functions on other runtimes bring no such warning", async () => {
  assert.equal(await warnings("2026-12-01", "list", "-r", "eu-west-1", "--runtime", "python3.14"), "");
});

test("a saved report that is assessed again warns, too", async () => {
  await program(["list", "-r", "eu-west-1", "-f", "json", "-o", "saved.json", "-q"], { env, cwd });
  assert.equal(await warnings("2026-12-01", "report", "saved.json"), WARNING);
  assert.equal(await warnings("2026-11-21", "report", "saved.json"), "");
});

test("the catalogue warns of the previews it prints", async () => {
  assert.equal(await warnings("2026-12-01", "runtimes", "--runtime", "python3.1*"), WARNING);
  assert.equal(await warnings("2026-12-01", "runtimes", "--runtime", "python3.14"), "");
});
