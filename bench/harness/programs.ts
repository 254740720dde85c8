/** The contestants: what is run for a workload, and how it says what it found. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { compile } from "./build.ts";
import type { Command } from "./measure.ts";

export type Who =
  | "lambda-inventory"
  | "limit loop"
  | "limit loop, accounts given"
  | "limit loop, accounts only"
  | "SDK v3"
  | "boto3 threads"
  | "AWS CLI loop";

/** What is to be read, and how it is to be written. */
export interface Workload {
  /** Endpoint and credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** The role in the accounts of the organization; undefined: the one account of the credentials. */
  readonly role: string | undefined;
  /** Ids of the accounts, for a program that is not to list them. */
  readonly accounts?: readonly string[];
  /** This region only, without DescribeRegions. */
  readonly region?: string | undefined;
  readonly concurrency: number;
  /** Ours takes its default in place of `concurrency`. */
  readonly oursAuto?: boolean;
  /** `names`: lines of account (with a role), region and function, which every program writes. */
  readonly format: "names" | "tsv" | "csv" | "ndjson" | "json";
}

export type Programs = Readonly<Partial<Record<Who, (workload: Workload) => Command>>>;

const ROOT = join(import.meta.dirname, "../..");
export const BUNDLE = join(ROOT, "dist/main.js");

interface Contestant {
  readonly needs: string;
  readonly there: boolean;
  readonly argv: readonly string[];
  /** In addition to what every peer gets. */
  readonly env?: (workload: Workload) => Readonly<Record<string, string>>;
}

/** Compiles what has to be compiled; leaves out, with a note, what this machine cannot run. */
export async function findPrograms(note: (text: string) => void): Promise<Programs> {
  const { sdk = "" } = await compile({ sdk: "peers/sdk.ts" }, "external");
  const { limit = "" } = await compile({ limit: "peers/limit/main.ts" }, "bundle");
  const peer = (name: string) => join(ROOT, "bench/peers", name);
  const all: Record<Who, Contestant> = {
    "lambda-inventory": {
      needs: "npm run build",
      there: existsSync(BUNDLE),
      argv: [process.execPath, BUNDLE],
    },
    "limit loop": { needs: "", there: true, argv: [process.execPath, limit] },
    "limit loop, accounts given": {
      needs: "",
      there: true,
      argv: [process.execPath, limit],
      env: ({ accounts }) => ({ BENCH_ACCOUNTS: accounts?.join(",") ?? "" }),
    },
    "limit loop, accounts only": {
      needs: "",
      there: true,
      argv: [process.execPath, limit],
      env: () => ({ BENCH_ACCOUNTS_ONLY: "1" }),
    },
    "SDK v3": { needs: "", there: true, argv: [process.execPath, sdk] },
    "boto3 threads": {
      needs: "python3 with boto3",
      there: answers("python3", "-c", "import boto3"),
      argv: ["python3", peer("boto3_threads.py")],
    },
    "AWS CLI loop": {
      needs: "the AWS CLI",
      there: answers("aws", "--version"),
      argv: ["bash", peer("cli-loop.sh")],
    },
  };
  const entries = Object.entries(all).flatMap(([who, { needs, there, argv, env }]) => {
    if (!there) note(`${who} is left out: it needs ${needs}`);
    const command = who === "lambda-inventory" ? ours : peerCommand(env);
    return there ? [[who, (workload: Workload) => command(argv, workload)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function answers(...[program = "", ...rest]: string[]): boolean {
  return spawnSync(program, rest, { stdio: "ignore" }).status === 0;
}

const peerCommand =
  (more: Contestant["env"]) =>
  (argv: readonly string[], workload: Workload): Command => {
    const { env, role, region, concurrency, format } = workload;
    return {
      argv,
      env: {
        ...env,
        BENCH_CONCURRENCY: String(concurrency),
        BENCH_FORMAT: format,
        ...more?.(workload),
        ...(role !== undefined && { BENCH_ROLE: role }),
        ...(region !== undefined && { BENCH_REGION: region }),
      },
    };
  };

function ours(
  argv: readonly string[],
  { env, role, region, concurrency, oursAuto, format }: Workload,
): Command {
  const names = ["--columns", `${role ? "accountId," : ""}region,functionName`, "--no-header"];
  return {
    argv: [
      ...argv,
      ...(role ? ["--org", "--role", role] : []),
      ...(region ? ["--region", region] : []),
      ...(oursAuto ? [] : ["--concurrency", String(concurrency)]),
      "--no-progress",
      ...(format === "names" ? ["--format", "tsv", ...names] : ["--format", format]),
    ],
    env,
  };
}
