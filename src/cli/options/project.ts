/**
 * Which project file applies, and what it may not decide. Apart from the reading of one (`read-project.ts`), which loads the
 * YAML library.
 */
import { lstat, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { ProjectFile } from "../../config/project-file.ts";
import { UserError } from "../../model/failure.ts";
import { isUrl } from "../../model/secure-url.ts";
import type { Given } from "./given.ts";

export const PROJECT_FILE = "lambda-inventory.yaml";

/** What the options of a command carry beside their values. */
export interface WithProject {
  readonly project?: (ProjectFile & Pick<Project, "foundAccounts">) | undefined;
}

export interface Project {
  readonly file: ProjectFile;
  /** By the name that users type. */
  readonly given: ReadonlyMap<string, Given>;
  /** It was found in the current directory rather than named. */
  readonly isFound: boolean;
  /** The accounts file that a file which was found refers to; it may not name a catalogue's URL either. */
  readonly foundAccounts?: string | undefined;
}

export type ProjectPlace = Pick<Project, "isFound"> & { readonly path: string };

/**
 * The file that is named, or the one in the current directory; undefined when there is none. A directory of that name, or a
 * link to nothing, is a mistake: whoever made it expects a project file.
 */
export async function locateProject(
  named: string | undefined,
  cwd: string,
): Promise<ProjectPlace | undefined> {
  if (named !== undefined) return { path: named, isFound: false };
  const path = resolve(cwd, PROJECT_FILE);
  const found = await stat(path).catch(() => lstat(path).catch(() => undefined));
  if (found === undefined) return undefined;
  if (found.isFile()) return { path: PROJECT_FILE, isFound: true };
  const is = found.isDirectory() ? "a directory" : "not a file, or a link to nothing";
  throw new UserError(`project file ./${PROJECT_FILE} is ${is}`, "Rename it, or pass --config FILE.");
}

/** Throws a `UserError` when the accounts file of a project file that was found names a catalogue's URL. */
export function checkFoundCatalogue(
  { project }: WithProject,
  accountsFile: string | undefined,
  catalogue: string | undefined,
): void {
  if (accountsFile === undefined || project?.foundAccounts !== accountsFile) return;
  if (catalogue === undefined || !isUrl(catalogue)) return;
  throw new UserError(`${accountsFile}: catalogue: ${DECIDES_WHERE}`, `Pass --config ${project.path}.`);
}

/** What is wrong with such a value in a file that was found. */
export const DECIDES_WHERE =
  "sets where requests or notices go; a project file may do that only if passed with --config";
