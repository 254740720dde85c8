/**
 * The owners and waivers that apply to a run. The options enter; the entries of the files that they name leave, and the options
 * with what those entries need: one that matches tags needs them read.
 */
import { matchesTags } from "../../config/match.ts";
import { readAll } from "../../files/read-all.ts";
import type { Extra } from "../../model/column.ts";
import type { Failure } from "../../model/failure.ts";
import type { OwnerRule, Waiver } from "../../model/triage.ts";
import type { WithProject } from "../options/project.ts";
import type { RuleOptions } from "../options/triage.ts";

export interface Rules {
  /** Undefined without an owners file. */
  readonly owners: readonly OwnerRule[] | undefined;
  readonly waivers: readonly Waiver[] | undefined;
}

/** Throws a `UserError` for a file that cannot be read, with all of its mistakes. */
export async function readRules<O extends RuleOptions & WithProject & { readonly extras: readonly Extra[] }>(
  options: O,
  cwd: string,
): Promise<{ readonly rules: Rules; readonly options: O }> {
  const rules = await rulesOf(options, cwd);
  if (!needsTags(rules) || options.extras.includes("tags")) return { rules, options };
  return { rules, options: { ...options, extras: [...options.extras, "tags"] } };
}

/** The same where nothing is scanned. */
export async function rulesOf(options: RuleOptions & WithProject, cwd: string): Promise<Rules> {
  const { ownersFile, waiversFile, project } = options;
  const inProject = (path: string) => (path === project?.path ? project : undefined);
  const [owners, waivers] = await readAll(
    contents(ownersFile, (path) => inProject(path)?.owners ?? ownersIn(path, cwd)),
    contents(waiversFile, (path) => inProject(path)?.waivers ?? waiversIn(path, cwd)),
  );
  return { owners, waivers };
}

async function contents<T>(
  path: string | undefined,
  read: (path: string) => T | Promise<T>,
): Promise<T | undefined> {
  return path === undefined ? undefined : read(path);
}

// Loaded where there is such a file: the YAML library is larger than the rest of what a run without one needs.
async function ownersIn(path: string, cwd: string): Promise<readonly OwnerRule[]> {
  return (await import("../../config/owners-file.ts")).readOwnersFile(path, cwd);
}

async function waiversIn(path: string, cwd: string): Promise<readonly Waiver[]> {
  return (await import("../../config/waivers-file.ts")).readWaiversFile(path, cwd);
}

/** Whether an entry depends on tags. */
export function needsTags({ owners = [], waivers = [] }: Rules): boolean {
  return matchesTags([...owners, ...waivers]);
}

/** Entries that depend on organizational units which are not known. */
export function unitsWarnings(
  { needsOus, org }: { readonly needsOus?: boolean; readonly org: boolean },
  failure: Failure | undefined,
): readonly string[] {
  const entries = "owners and waivers that match by ou";
  if (failure !== undefined)
    return [`${entries} may not apply: the organizational units could not be read: ${failure.message}`];
  return needsOus && !org ? [`${entries} do not apply: organizational units are known only with --org`] : [];
}

/** Whether an entry depends on organizational units. */
export function namesUnits({ owners = [], waivers = [] }: Rules): boolean {
  return [...owners, ...waivers].some(({ match }) => match.ou !== undefined);
}
