import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { zshScript } from "../completion/zsh.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import type { CompletionOptions } from "../options.ts";
import { writeAll } from "../output.ts";

const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
} as const satisfies Record<CompletionOptions["shell"], () => string>;

/** Prints the script that makes a shell complete commands, options and their values. */
export async function completion({ shell }: CompletionOptions, io: Io): Promise<number> {
  await writeAll(undefined, [SCRIPTS[shell]()], io);
  return EXIT.complete;
}
