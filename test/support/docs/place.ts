/** Where the documents' commands are run: the demo's organization, and the files that the documents mention. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { demoEstate, type Estate, type Simulator, startSimulator } from "../../../simulator/index.ts";
import { cleanEnv, type Ended, program } from "../cli/program.ts";
import { temporaryDirectory } from "../temporary.ts";
import { writeHistory } from "./history.ts";
import type { Command } from "./shell.ts";

export interface Place {
  readonly simulator: Simulator;
  /** A separate folder for each page, with every file that commands read. */
  folder(page: string): string;
  run(command: Command, folder: string): Promise<Ended>;
  close(): Promise<void>;
}

/** Profiles that documents name, and whose keys they hold. */
const PROFILES = {
  hub: "111122223333",
  audit: "222233334444",
  prod: "333344445555",
  dev: "444455556666",
  staging: "555566667777",
  data: "666677778888",
} as const;

export async function openPlace(): Promise<Place> {
  const simulator = await startSimulator({ estate: fewRegions(demoEstate()) });
  const env = cleanEnv({ ...simulator.env(), SHELL: "/bin/bash" });
  const home = env.HOME ?? "";
  writeAwsFiles(home, simulator);
  const prepared = temporaryDirectory("lambda-inventory-docs");
  const run = (argv: readonly string[], cwd: string, more: Command["env"] = {}) =>
    program(argv, { cwd, env: { ...env, ...more } });
  try {
    await prepare(prepared, (argv) => run(argv, prepared));
    await writeHistory(prepared, simulator.estate, env);
  } catch (error) {
    await simulator.close();
    throw error;
  }
  const pages = new Map<string, string>();
  return {
    simulator,
    folder(page) {
      const folder = pages.get(page) ?? temporaryDirectory("lambda-inventory-page");
      if (!pages.has(page)) cpSync(prepared, folder, { recursive: true });
      pages.set(page, folder);
      return folder;
    },
    async run({ argv, env: more, into }, folder) {
      const real = argv.flatMap((word) => substituted(word, simulator, folder));
      const ended = await run(real, folder, more);
      if (into !== undefined) writeFileSync(join(folder, basename(into)), ended.stdout);
      return ended;
    },
    close: () => simulator.close(),
  };
}

const REGIONS: ReadonlySet<string> = new Set(["eu-central-1", "us-east-1", "us-west-2"]);

/** The same accounts with fewer regions enabled: dozens of scans of all of them would take their time. */
function fewRegions(whole: Estate): Estate {
  const accounts = whole.accounts.map((account) => ({
    ...account,
    regions: account.regions.filter(({ name }) => REGIONS.has(name)),
  }));
  return { ...whole, accounts, account: (id) => accounts.find((account) => account.id === id) };
}

/** What only a real estate, or a shell, can fill in. */
function substituted(word: string, { estate }: Simulator, folder: string): readonly string[] {
  const units = estate.organization?.units ?? [];
  const text = word
    .replaceAll("ou-abcd-11112222", units.find(({ name }) => name === "Workloads")?.id ?? "")
    .replaceAll("ou-abcd-33334444", units.find(({ name }) => name === "Sandbox")?.id ?? "");
  if (!/^[\w-]+\*\.json$/.test(text)) return [text];
  const [before = ""] = text.split("*");
  return readdirSync(folder).filter((name) => name.startsWith(before) && name.endsWith(".json"));
}

function writeAwsFiles(home: string, simulator: Simulator): void {
  const aws = join(home, ".aws");
  mkdirSync(join(aws, "sso", "cache"), { recursive: true });
  const sections = Object.entries(PROFILES).map(([name, id]) => {
    const { accessKeyId, secretAccessKey } = simulator.credentialsFor(id);
    return `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  });
  const login = simulator.portalLogin();
  const session = `[sso-session company]\nsso_region = ${login.region}\nsso_start_url = ${login.startUrl}\n`;
  writeFileSync(join(aws, "config"), [...sections, session].join("\n"));
  const token = `${createHash("sha1").update("company").digest("hex")}.json`;
  writeFileSync(join(aws, "sso", "cache", token), JSON.stringify(login));
}

/** Reports of an earlier day, parts of a sharded scan, a catalogue. */
async function prepare(folder: string, start: (argv: readonly string[]) => Promise<Ended>): Promise<void> {
  const run = async (argv: readonly string[]) => {
    const ended = await start(argv);
    if (ended.code !== 0 && ended.code !== 3)
      throw new Error(`${argv.join(" ")}: ${ended.code} ${ended.stderr}`);
    return ended;
  };
  mkdirSync(join(folder, "history"));
  const scan = ["--org", "-q", "-f", "json", "-r", "eu-central-1,us-west-2"];
  await run([...scan, "--as-of", "2026-05-01", "-o", "monday.json"]);
  cpSync(join(folder, "monday.json"), join(folder, "today.json"));
  const monday = readFileSync(join(folder, "monday.json"), "utf8");
  // Two reports of one moment could not be compared.
  for (const [name, hour] of [
    ["yesterday", "01"],
    ["friday", "23"],
  ]) {
    const text = monday.replace(/("startedAt": "[\d-]+T)\d\d/, (_, before: string) => `${before}${hour}`);
    writeFileSync(join(folder, `${name}.json`), text);
  }
  for (const part of [1, 2, 3, 4]) {
    await run([...scan, "--shard", `${part}/4`, "-o", `part-${part}.json`]);
  }
  await run(["accounts", "--org", "-f", "yaml", "-o", "accounts.yaml", "-q"]);
  const { stdout } = await run(["runtimes", "-f", "json"]);
  for (const name of ["catalogue.json", "runtimes.json", "OLD.json"])
    writeFileSync(join(folder, name), stdout);
}
