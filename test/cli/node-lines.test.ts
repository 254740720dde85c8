/** A run on a Node.js that gets no security fixes says so once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startSimulator } from "../../simulator/index.ts";
import { endedNode } from "../../src/cli/summary/node-lines.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";

const at = (day: string) => new Date(`${day}T12:00:00Z`);

const CASES: readonly (readonly [version: string, day: string, said: string | undefined])[] = [
  ["20.19.0", "2026-04-30", undefined],
  ["20.19.0", "2026-05-01", "Node.js 20 has had no security fixes since 2026-04-30; use Node.js 24 or newer"],
  ["22.12.0", "2026-11-21", undefined],
  ["22.12.0", "2027-05-02", "Node.js 22 has had no security fixes since 2027-04-30; use Node.js 26 or newer"],
  ["26.1.0", "2029-05-01", "Node.js 26 has had no security fixes since 2029-04-30; use a newer one"],
  ["30.0.0", "2035-01-01", undefined],
];

for (const [version, day, said] of CASES)
  test(`${version} on ${day}`, () => assert.equal(endedNode(version, at(day)), said));

const simulator = await startSimulator({ estate: smallOrganization() });
test.after(() => simulator.close());
const SCAN = ["--org", "-r", "eu-west-1", "--account", "payments"];
const LINE = /^lambda-inventory: warning: Node\.js 20 has had no security fixes since 2026-04-30; .*$/gm;

async function count(argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<number> {
  const { stderr } = await program(argv, { env: { ...simulator.env(), ...more }, node: "20.20.2" });
  return stderr.match(LINE)?.length ?? 0;
}

test("a scan says it once, before the summary", async () => {
  assert.equal(await count(SCAN), 1);
  const { stderr } = await program(SCAN, { env: simulator.env(), node: "20.20.2" });
  assert.match(stderr, /security fixes since 2026-04-30; use Node\.js 24 or newer\n\n?accounts /);
});

test("not with --quiet, not in CI, and not where AWS is not called", async () => {
  assert.deepEqual(
    [await count([...SCAN, "-q"]), await count(SCAN, { CI: "true" }), await count(["runtimes"])],
    [0, 0, 0],
  );
});
