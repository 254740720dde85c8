import { basename } from "node:path";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { CompletionOptions } from "../options.ts";
import { SHELLS } from "./commands.ts";
import { didYouMean } from "./complaints.ts";

/** The shell that was named, or else the user's own; bash where that is another one, or nobody says which. */
export function readShell(
  word: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): CompletionOptions["shell"] {
  const own = basename(environment.SHELL ?? "");
  const shell = SHELLS.find((it) => it === (word ?? own));
  if (shell) return shell;
  if (word === undefined) return "bash";
  const hint = `${didYouMean(word, SHELLS)}Name one of: ${SHELLS.join(", ")}.`;
  throw new UserError(`completion: ${quoted(word)} is no shell that is known`, hint);
}
