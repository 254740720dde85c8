/** The whole program against the simulator: stdout, stderr and exit code as golden files. */
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { assertGolden } from "../support/cli/golden.ts";
import { program, type Surroundings } from "../support/cli/program.ts";

const REGIONS = ["-r", "eu-west-1,us-east-1"];
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization(), pageSize: 2 });
});
after(() => simulator.close());

const CASES: readonly { argv: readonly string[]; about?: string; surroundings?: Surroundings }[] = [
  { argv: REGIONS },
  { argv: ["--org", ...REGIONS] },
  {
    argv: ["--org", ...REGIONS, "--no-progress"],
    about: "on a terminal of 80 columns",
    surroundings: { terminal: 80 },
  },
  { argv: ["--org", ...REGIONS, "--group-by", "account"] },
  { argv: ["--org", ...REGIONS, "-f", "tsv"] },
  { argv: ["--org", ...REGIONS, "-f", "csv", "-q"] },
  { argv: ["--org", ...REGIONS, "-f", "json"] },
  { argv: ["--org", ...REGIONS, "-f", "ndjson", "--account", "payments", "-q"] },
  { argv: ["--org", ...REGIONS, "-f", "markdown", "--allow-incomplete"] },
  { argv: ["--org", ...REGIONS, "--deprecated", "--account", "payments", "--fail-on", "deprecated"] },
  {
    argv: [
      "--org",
      ...REGIONS,
      "--status",
      "unknown",
      "-f",
      "tsv",
      "--columns",
      "functionName,runtime",
      "--no-header",
    ],
  },
  {
    argv: [
      "--org",
      ...REGIONS,
      "--sort",
      "-codeSize,functionName",
      "--columns",
      "functionName,codeSize",
      "-f",
      "tsv",
      "-q",
    ],
  },
  {
    argv: [
      "--org",
      ...REGIONS,
      "--account",
      "payments",
      "--versions",
      "all",
      "--name",
      "ledger",
      "-f",
      "tsv",
      "--columns",
      "functionName,version,runtime,runtimeStatus",
    ],
  },
  {
    argv: [
      "--org",
      ...REGIONS,
      "--account",
      "payments",
      "--with",
      "tags,aliases,lastInvoked",
      "-f",
      "tsv",
      "--columns",
      "functionName,tags,aliases,lastInvoked",
    ],
  },
  { argv: ["--org", ...REGIONS, "--runtime", "nodejs*", "--as-of", "2030-01-01", "--account", "payments"] },
  { argv: ["--org", ...REGIONS, "--name", "nothing-*", "--account", "payments"] },
  { argv: [...REGIONS, "-f", "tsv", "--columns", "functionName,tags", "--sort", "lastInvoked"] },
  { argv: [...REGIONS, "--runtime", "nodjs20.x"] },
  { argv: [...REGIONS, "--runtime", "nodejs99.x"] },
  { argv: ["--org", "--account", "nobody-*"] },
  { argv: ["--org", "--format", "xml"] },
  { argv: ["--region", "eu-west-9"] },
  { argv: ["--profile", "absent"] },
];

for (const { argv, about = "", surroundings = {} } of CASES) {
  test(`lambda-inventory ${argv.join(" ")} ${about}`.trim(), async () => {
    const ended = await program(argv, { ...surroundings, env: { ...simulator.env(), ...surroundings.env } });
    assertGolden(argv, about, ended);
  });
}
