/** The package as a new user gets it: packed, and installed offline in an empty folder under an empty home. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { temporaryDirectory } from "../temporary.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** The Node that runs the installed program: another one than the tests' own, when `scripts/node-versions.ts` says. */
export const NODE = process.env.NODE_UNDER_TEST ?? process.execPath;

/** The path of a tarball of what `npm run prepack` has built; building it here would pull it from under other tests. */
function pack(): string {
  const folder = temporaryDirectory("lambda-inventory-pack");
  const argv = ["pack", "--ignore-scripts", "--pack-destination", folder];
  const printed = execFileSync("npm", argv, {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return join(folder, printed.trim().split("\n").at(-1) ?? "");
}

export interface Installed {
  readonly tarball: string;
  /** The project that the package was installed into. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Packed and installed once for the test files of a process. What they add to the project has other names, except
 * tsconfig.json, which each writes right before it compiles.
 */
export function installed(): Installed {
  shared ??= install(process.env.TARBALL_UNDER_TEST ?? pack());
  return shared;
}

let shared: Installed | undefined;

/** Nothing of the machine's configuration reaches npm or the program. */
function install(tarball: string): Installed {
  const home = temporaryDirectory("lambda-inventory-home");
  const folder = temporaryDirectory("lambda-inventory-user");
  const PATH = [join(folder, "node_modules/.bin"), dirname(NODE), process.env.PATH].join(delimiter);
  const env = { HOME: home, PATH, AWS_EC2_METADATA_DISABLED: "true" };
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const npm = ["install", "--offline", "--no-audit", "--no-fund", tarball];
  // npm itself runs on the tests' own Node, which it was made for.
  execFileSync("npm", npm, { cwd: folder, env: { ...env, PATH: process.env.PATH ?? "" }, stdio: "pipe" });
  return { tarball, folder, env };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in the project; not the synchronous kind, since a simulator may answer from this process. */
export async function runIn(
  { folder, env }: Installed,
  [file = "", ...argv]: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(file, argv, { cwd: folder, env: { ...env, ...more } });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      texts[name] += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...texts };
}
