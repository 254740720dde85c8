import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import { type Ended, program } from "../support/cli/program.ts";

const { asOf: AS_OF, source: SOURCE } = builtinCatalogue();
let cwd = "";
before(async () => {
  cwd = await mkdtemp(join(tmpdir(), "runtimes-"));
});
after(() => rm(cwd, { recursive: true }));

function runtimes(args: readonly string[], terminal?: number): Promise<Ended> {
  return program(["runtimes", ...args], { cwd, ...(terminal !== undefined && { terminal }) });
}

test("a table with the day, the source and the status of each runtime", async () => {
  assert.deepEqual(await runtimes(["--runtime", "java1*,nodejs2*,custom", "--runtime", "python3.15"]), {
    code: 0,
    stderr: "",
    stdout: [
      "runtime        status      deprecated  create block  update block  days  successor   same version",
      "nodejs20.x     deprecated  2026-04-30  2027-07-29    2027-08-31    -205  nodejs24.x",
      "nodejs22.x     expiring    2027-04-30  2027-06-01    2027-07-01     160  nodejs24.x",
      "nodejs24.x     supported   2028-04-30  2028-06-01    2028-07-01     526",
      "nodejs26.x     preview",
      "python3.15     preview",
      "java11         supported   2027-06-30  2027-07-29    2027-08-31     221  java25      java11.al2023",
      "java17         supported   2027-06-30  2027-07-29    2027-08-31     221  java25      java17.al2023",
      "java11.al2023  supported   2029-06-30  2029-07-31    2029-08-31     952  java25",
      "java17.al2023  supported   2029-06-30  2029-07-31    2029-08-31     952  java25",
      "custom         custom",
      "",
      `catalogue of ${AS_OF}, assessed as of 2026-11-21; source: ${SOURCE}`,
      "",
    ].join("\n"),
  });
});

test("on a narrow terminal columns wrap, and the ones that are left out are listed", async () => {
  const wanted = ["--runtime", "nodejs24.x,python3.15,java8,java11", "--color", "never"];
  const { stdout } = await runtimes(wanted, 69);
  assert.deepEqual(stdout.split("\n").slice(0, 8), [
    "runtime     status      deprecated  create      update      successor",
    "                                    block       block",
    "nodejs24.x  supported   2028-04-30  2028-06-01  2028-07-01",
    "python3.15  preview",
    "java8       create-     2024-01-08  2024-02-08  2027-08-31  java25",
    "            blocked",
    "java11      supported   2027-06-30  2027-07-29  2027-08-31  java25",
    "",
  ]);
  assert.equal(stdout.split("\n").at(-2), "not shown in 69 columns: days, same version");
  const wide = stdout.split("\n").filter((line) => line.length > 69);
  assert.deepEqual(wide, [], "the source below the table wraps, too");
  assert.match((await runtimes(wanted, 120)).stdout, /java8\.al2023/);
});

test("TSV has every column, and the day and the source in each row", async () => {
  const { stdout } = await runtimes(["--runtime", "java8", "-f", "tsv"]);
  assert.equal(
    stdout,
    "id\tname\tfamily\tos\tstatus\tdeprecationDate\tblockCreateDate\tblockUpdateDate\tdaysLeft\tsuccessor\t" +
      "sameVersionSuccessor\tphase\tconfidence\tasOf\tsource\n" +
      "java8\tJava 8 (Amazon Linux 1)\tjava\tAmazon Linux 1\tcreate-blocked\t2024-01-08\t2024-02-08\t2027-08-31\t-1048\t" +
      `java25\tjava8.al2023\tga\tmedium-high\t${AS_OF}\t${SOURCE}\n`,
  );
  const bare = await runtimes(["--runtime", "java8", "-f", "tsv", "--no-header"]);
  assert.equal(bare.stdout, stdout.slice(stdout.indexOf("\n") + 1));
});

test("JSON is a catalogue file that is read again, with statuses besides", async () => {
  const { stdout } = await runtimes(["-f", "json", "-o", join(cwd, "printed.json")]);
  assert.equal(stdout, "");
  const printed = JSON.parse(await readFile(join(cwd, "printed.json"), "utf8"));
  assert.deepEqual(Object.keys(printed), ["asOf", "source", "ageDays", "assessedOn", "runtimes"]);
  assert.equal(printed.ageDays, (Date.parse("2026-11-21") - Date.parse(AS_OF)) / 86_400_000);
  assert.deepEqual(
    printed.runtimes.map(({ status, daysLeft, ...row }: Record<string, unknown>) => row),
    builtinCatalogue().runtimes,
  );
  const again = await runtimes(["-f", "json", "--catalogue", "printed.json"]);
  assert.deepEqual(JSON.parse(again.stdout), printed);
  assert.equal(again.stderr, "");
});

test("--as-of, --within and --status", async () => {
  const ids = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await runtimes([...args, "-f", "tsv", "--no-header"]);
    return stdout.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")[0] ?? ""]));
  };
  assert.deepEqual(await ids("--status", "expiring"), ["nodejs22.x", "ruby3.3"]);
  assert.deepEqual(await ids("--status", "expiring", "--within", "130"), ["ruby3.3"]);
  assert.deepEqual(await ids("--status", "preview,custom"), ["nodejs26.x", "python3.15", "custom"]);
  assert.deepEqual(await ids("--runtime", "dotnet*", "--status", "deprecated", "--as-of", "2022-05-10"), [
    "dotnet5.0",
  ]);
});

test("a filter that matches nothing is reported on stderr, unless --quiet", async () => {
  const { stdout, stderr, code } = await runtimes(["--runtime", "cobol*", "-f", "tsv", "--no-header"]);
  assert.deepEqual(
    [stdout, stderr, code],
    ["", "lambda-inventory: warning: no runtime in the catalogue matches --runtime cobol*\n", 0],
  );
  assert.equal((await runtimes(["--runtime", "cobol*", "--quiet"])).stderr, "");
});

async function other(name: string, asOf: string): Promise<string> {
  const runtimes = builtinCatalogue()
    .runtimes.filter(({ id }) => id !== "custom")
    .map((row) => (row.id === "python3.10" ? { ...row, deprecationDate: "2026-06-30" } : row));
  await writeFile(join(cwd, name), JSON.stringify({ asOf, source: "a copy", runtimes }));
  return name;
}

const OURS = `catalogue of ${AS_OF} (${SOURCE})`;

test("--compare shows the change from the older to the newer", async () => {
  assert.deepEqual(await runtimes(["--compare", await other("old.json", "2026-01-01")]), {
    code: 0,
    stdout: "custom added\npython3.10 deprecation 2026-06-30 → 2026-10-31, later\n",
    stderr: `catalogue of 2026-01-01 (a copy) → ${OURS}: 2 differences\n`,
  });
  assert.deepEqual(
    await runtimes(["--compare", await other("new.json", "2099-01-01"), "--runtime", "python*"]),
    {
      code: 0,
      stdout: "python3.10 deprecation 2026-10-31 → 2026-06-30, earlier\n",
      stderr: `${OURS} → catalogue of 2099-01-01 (a copy): 1 difference\n`,
    },
  );
});

test("--compare with --catalogue compares these two, in TSV and JSON as well", async () => {
  const old = await other("old.json", "2026-01-01");
  const same = await runtimes(["--compare", old, "--catalogue", old, "--quiet"]);
  assert.deepEqual(same, { code: 0, stdout: "", stderr: "" });
  const tsv = await runtimes(["--compare", old, "-f", "tsv"]);
  assert.equal(
    tsv.stdout,
    "id\tchange\tfield\tbefore\tafter\ncustom\tadded\t\t\t\npython3.10\tlater\tdeprecationDate\t2026-06-30\t2026-10-31\n",
  );
  const json = await runtimes(["--compare", old, "-f", "json", "--status", "deprecated"]);
  assert.deepEqual(JSON.parse(json.stdout), {
    before: { asOf: "2026-01-01", source: "a copy" },
    after: { asOf: AS_OF, source: SOURCE },
    changes: [
      {
        id: "python3.10",
        change: "later",
        field: "deprecationDate",
        before: "2026-06-30",
        after: "2026-10-31",
      },
    ],
  });
});

test("a catalogue that cannot be read prints nothing", async () => {
  for (const option of ["--catalogue", "--compare"]) {
    assert.deepEqual(await runtimes([option, "none.json"]), {
      code: 2,
      stdout: "",
      stderr:
        "lambda-inventory: catalogue none.json: no such file or directory\n" +
        "  Pass the path of a readable JSON file, or a URL.\n",
    });
  }
});

test("colours mark the statuses where they are wanted", async () => {
  const { stdout } = await runtimes(["--runtime", "java8", "--no-header", "--color", "always"]);
  assert.match(stdout, /^java8 {4}\u001b\[31mcreate-blocked\u001b\[39m {2}2024-01-08/);
});
