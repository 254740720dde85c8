import { basename } from "node:path";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { zshScript } from "../completion/zsh.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { SHELLS } from "./completion-options.ts";

const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
} as const satisfies Record<(typeof SHELLS)[number], () => string>;

/** Prints the script that makes a shell complete commands, options and their values; without a name, for the user's own. */
export async function completion(_: object, io: Io, [word]: readonly string[]): Promise<number> {
  const wanted = word ?? basename(io.env.SHELL ?? "");
  const shell = SHELLS.find((it) => it === wanted) ?? "bash";
  await writeAll(undefined, [SCRIPTS[shell]()], io);
  return EXIT.complete;
}
