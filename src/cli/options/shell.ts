import { basename } from "node:path";
import { UserError } from "../../model/failure.ts";
import { shown } from "../../model/shown.ts";
import type { CompletionOptions } from "../options.ts";
import { SHELLS } from "./commands.ts";
import { didYouMean } from "./complaints.ts";

/** The shell that was named, or else the user's own. */
export function readShell(
  word: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): CompletionOptions["shell"] {
  const name = word ?? basename(environment.SHELL ?? "");
  const shell = SHELLS.find((it) => it === name);
  if (shell) return shell;
  const problem =
    name === ""
      ? "completion: no SHELL in the environment"
      : `completion: ${shown(name)} is no shell that is known`;
  throw new UserError(problem, `${didYouMean(name, SHELLS)}Name one of: ${SHELLS.join(", ")}.`);
}
