/** The table of what each `--with` costs, in docs/performance.md, is measured on the simulator. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Estate, estate, type Recording, startSimulator } from "../../simulator/index.ts";
import { EXTRAS, type Extra } from "../../src/model/column.ts";
import { program } from "../support/cli/program.ts";
import { ROOT, textOf } from "../support/docs/pages.ts";

/** Measured on this many, and printed for 10,000: every number is in proportion. */
const FUNCTIONS = 1_000;
/** What makes calls for each function, rather than for hundreds of them, is measured on fewer. */
const FEWER: Partial<Record<Extra, number>> = { aliases: 200, webFunctions: 200, image: 200 };
const REGION = "eu-west-1";

function sizeOf(extras: readonly Extra[]): number {
  return Math.min(FUNCTIONS, ...extras.map((extra) => FEWER[extra] ?? FUNCTIONS));
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `f${String(i).padStart(4, "0")}`);
}

function functionsEstate(names: readonly string[]): Estate {
  const functions = names.map((name) => ({
    name,
    Runtime: "python3.14",
    versions: [{ version: "1" }],
    aliases: [{ name: "live", version: "1" }],
    tags: { team: "payments" },
    lastInvoked: "2026-11-20",
  }));
  return estate({ accounts: [{ functions: { [REGION]: functions } }] });
}

function webEstate(names: readonly string[]): Estate {
  const revisions = [{ id: "1", runtime: "nodejs24.x", createdAt: "2026-11-02T08:00:00Z" }];
  const web = names.map((name) => ({ name, revisions, endpoints: { main: { "1": 100 } } }));
  return estate({ accounts: [{ functions: { [REGION]: [] }, webFunctions: { [REGION]: web } }] });
}

/** Each image is another one: no look-up is shared. */
function imageEstate(names: readonly string[]): Estate {
  const functions = names.map((name) => ({ name, image: { repository: name, env: [`NAME=${name}`] } }));
  return estate({ accounts: [{ functions: { [REGION]: functions } }] });
}

const ESTATES: Partial<Record<Extra, typeof functionsEstate>> = {
  webFunctions: webEstate,
  image: imageEstate,
};

/** Dollars for 10,000 functions. Only CloudWatch charges: $0.01 for 1,000 metrics. */
const PRICES: Partial<Record<Extra, string>> = { lastInvoked: "0.10", invocations: "0.10" };

/** Calls for 10,000 functions. */
async function measured(extras: readonly Extra[]): Promise<Recording["byAction"]> {
  const simulator = await startSimulator({
    estate: (ESTATES[extras[0] ?? "tags"] ?? functionsEstate)(namesOf(sizeOf(extras))),
    now: () => new Date("2026-11-21T12:00:00Z"),
    keepCalls: false,
  });
  try {
    const flags = extras.length === 0 ? [] : ["--with", extras.join(",")];
    const { code } = await program(["list", "-r", REGION, "-q", "-f", "json", ...flags], {
      env: simulator.env(),
    });
    assert.equal(code, 0);
    const times = 10_000 / sizeOf(extras);
    const calls = Object.entries(simulator.requests.byAction);
    // A call that is made once is not in proportion.
    return Object.fromEntries(
      calls
        .filter(([, count]) => count > 1 || extras.length === 0)
        .map(([action, count]) => [action, count * times]),
    );
  } finally {
    await simulator.close();
  }
}

/** The calls that the option adds, for 10,000 functions. */
async function row(title: string, extras: readonly Extra[], plain: Recording["byAction"], dollars: string) {
  const calls = Object.entries(await measured(extras))
    .filter(([action]) => !action.startsWith("sts:"))
    .map(([action, count]) => [action, count - (plain[action] ?? 0)] as const)
    .filter(([, count]) => count > 0 || extras.length === 0);
  const total = calls.reduce((sum, [, count]) => sum + count, 0);
  const which = calls.map(([action, count]) => `${thousands(count)} \`${action}\``).join(", ");
  return `| ${title} | ${thousands(total)} | ${which} | ${dollars} |`;
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

test("docs/performance.md says what each --with costs", async () => {
  const plain = await measured([]);
  const lines = ["| | calls | which | dollars |", "|---|--:|---|--:|"];
  lines.push(await row("without `--with`", [], {}, "0"));
  for (const extra of EXTRAS) lines.push(await row(`\`${extra}\``, [extra], plain, PRICES[extra] ?? "0"));
  lines.push(await row("`webFunctions,tags`", ["webFunctions", "tags"], plain, "0"));
  lines.push(await row("`lastInvoked,invocations`", ["lastInvoked", "invocations"], plain, "0.10"));
  const page = textOf("docs/performance.md");
  const [, begin = "", end = ""] =
    /^([\s\S]*<!-- costs: .* -->\n)[\s\S]*(<!-- \/costs -->[\s\S]*)$/.exec(page) ?? [];
  const made = `${begin}\n${lines.join("\n")}\n\n${end}`;
  if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, "docs/performance.md"), made);
  else assert.equal(page, made, "run: UPDATE_DOCS=1 npm test docs/costs");
});
