import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { zshScript } from "../completion/zsh.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import type { CompletionOptions } from "../options.ts";

const SCRIPTS = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
} as const satisfies Record<CompletionOptions["shell"], () => string>;

/** Prints the script that makes a shell complete commands, options and their values. */
export async function completion({ shell }: CompletionOptions, io: Io): Promise<number> {
  io.stdout.write(SCRIPTS[shell]());
  return EXIT.complete;
}
