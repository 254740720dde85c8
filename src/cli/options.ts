import type { Extra } from "../model/function.ts";
import type { Patterns, RegionChoice } from "../model/patterns.ts";
import type { RuntimeStatus } from "../model/runtime.ts";
import type { ColumnKey } from "../report/columns.ts";
import type { Format } from "../report/formats.ts";
import type { GroupBy } from "../report/groups.ts";
import type { SortKey } from "../report/sort.ts";
import { quickAnswer } from "./help.ts";
import type { Io } from "./io.ts";

/** Which accounts, and the way into them. */
export interface AccountOptions {
  readonly profiles: readonly string[];
  readonly allProfiles: boolean;
  readonly accountsFile: string | undefined;
  readonly org: boolean;
  readonly ous: readonly string[];
  readonly excludeOus: readonly string[];
  readonly sso: string | undefined;
  readonly ssoRoles: readonly string[];
  readonly role: string | undefined;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly account: Patterns | undefined;
  readonly excludeAccount: Patterns | undefined;
  /** 1-based: `index` of `count` parts. */
  readonly shard: { readonly index: number; readonly count: number } | undefined;
}

/** How AWS is called. */
export interface NetworkOptions {
  readonly concurrency: number;
  /** One target. */
  readonly timeoutMs: number;
  /** The whole run. */
  readonly deadlineMs: number | undefined;
  readonly maxAttempts: number;
  readonly endpointUrl: string | undefined;
}

/** What stands on stderr and how. */
export interface DisplayOptions {
  readonly color: "auto" | "always" | "never";
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly progress: boolean;
}

/** How a report is written, and what it means for the exit code. */
export interface ReportOptions {
  readonly format: Format;
  readonly columns: readonly ColumnKey[] | undefined;
  readonly sort: readonly SortKey[] | undefined;
  readonly header: boolean;
  /** TSV and CSV begin with a byte order mark. */
  readonly bom: boolean;
  readonly groupBy: GroupBy | undefined;
  /** The most functions to list; 0: no limit. */
  readonly limit: number | undefined;
  readonly output: string | undefined;
  /** JMESPath, known to be sound; the format is one of those that its answer has. */
  readonly query: string | undefined;
  readonly coverage: string | undefined;
  readonly failOn: readonly ("deprecated" | "expiring" | "unknown")[];
  readonly allowIncomplete: boolean;
}

/** Who is told of the report. */
export interface NotifyOptions {
  readonly notify: readonly ("slack" | "webhook")[];
  /** An earlier JSON report. */
  readonly since: string | undefined;
  /** Also when there is nothing to say. */
  readonly notifyAlways: boolean;
}

/** What is read of each account, and how it is judged. */
export interface ReadOptions {
  readonly regions: RegionChoice;
  readonly runtime: Patterns | undefined;
  /** `--deprecated` is merged in. */
  readonly status: readonly RuntimeStatus[] | undefined;
  readonly name: Patterns | undefined;
  /** days */
  readonly within: number;
  readonly versions: "latest" | "all";
  readonly extras: readonly Extra[];
  readonly resume: string | undefined;
  /** A file or a URL. */
  readonly catalogue: string | undefined;
  /** `YYYY-MM-DD` */
  readonly asOf: string | undefined;
}

export interface ScanOptions
  extends AccountOptions,
    ReadOptions,
    ReportOptions,
    NotifyOptions,
    NetworkOptions,
    DisplayOptions {}

export interface AccountsOptions extends AccountOptions, NetworkOptions, DisplayOptions {
  readonly format: "table" | "tsv" | "json" | "yaml";
  readonly output: string | undefined;
}

export interface CheckOptions extends AccountOptions, NetworkOptions, DisplayOptions {
  readonly regions: RegionChoice;
  readonly extras: readonly Extra[];
  readonly format: "table" | "tsv" | "json";
}

export interface RuntimesOptions extends Pick<DisplayOptions, "color" | "quiet"> {
  readonly runtime: Patterns | undefined;
  readonly status: readonly RuntimeStatus[] | undefined;
  readonly within: number;
  readonly catalogue: string | undefined;
  readonly asOf: string | undefined;
  /** A file or a URL. */
  readonly compare: string | undefined;
  readonly format: "table" | "tsv" | "json";
  readonly header: boolean;
  readonly output: string | undefined;
}

export interface DiffOptions {
  readonly oldReport: string;
  /** Undefined: compare with a fresh scan. */
  readonly newReport: string | undefined;
  /** How to scan afresh, and the display options of the command. */
  readonly scan: ScanOptions;
  readonly format: "table" | "markdown" | "json" | "html";
  readonly failOn: readonly ("new-deprecated" | ReportOptions["failOn"][number])[];
  readonly output: string | undefined;
  /** JMESPath over the comparison as JSON. */
  readonly query: string | undefined;
}

export interface MergeOptions extends ReportOptions, NotifyOptions, Pick<DisplayOptions, "color" | "quiet"> {
  readonly reports: readonly string[];
}

export interface RoleOptions {
  readonly format: "policy" | "trust-policy" | "hub-policy" | "cloudformation" | "terraform";
  readonly role: string;
  readonly trustedAccount: string | undefined;
  readonly externalId: string | undefined;
  readonly extras: readonly Extra[];
  readonly output: string | undefined;
}

export interface CompletionOptions {
  readonly shell: "bash" | "zsh" | "fish";
}

/** What the command line asks for. */
export type Invocation =
  | { readonly command: "list" | "demo"; readonly options: ScanOptions }
  | { readonly command: "accounts"; readonly options: AccountsOptions }
  | { readonly command: "check"; readonly options: CheckOptions }
  | { readonly command: "runtimes"; readonly options: RuntimesOptions }
  | { readonly command: "diff"; readonly options: DiffOptions }
  | { readonly command: "merge"; readonly options: MergeOptions }
  | { readonly command: "role"; readonly options: RoleOptions }
  | { readonly command: "completion"; readonly options: CompletionOptions }
  | { readonly command: "help" | "version"; readonly text: string };

/**
 * Reads the arguments after the program's name, and the environment. Help and version are answered without
 * loading the parser. Throws UserError (exit code 2).
 */
export async function parseArguments(
  argv: readonly string[],
  io: Pick<Io, "env" | "cwd">,
): Promise<Invocation> {
  const answer = await quickAnswer(argv);
  if (answer) return answer;
  const { parseInvocation } = await import("./options/parse.ts");
  return parseInvocation(argv, io);
}
