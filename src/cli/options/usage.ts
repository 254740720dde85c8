import { COMMANDS, type CommandName, type Positional } from "./commands.ts";

/** `diff [OPTION]... OLD [NEW]` */
export function usage(command: CommandName): string {
  const positionals: readonly Positional[] = COMMANDS[command].positionals;
  const options = Object.keys(COMMANDS[command].options).length > 0 ? ["[OPTION]..."] : [];
  const words = positionals.map(({ name, required, many }) => {
    const word = many ? `${name}...` : name;
    return required ? word : `[${word}]`;
  });
  return [command, ...options, ...words].join(" ");
}
