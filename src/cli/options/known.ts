import { UserError } from "../../model/failure.ts";
import { COMMANDS, type CommandName } from "./commands.ts";
import { didYouMean } from "./complaints.ts";
import type { OptionTable } from "./entry.ts";

/** Every option on the command line must be one that the command reads. */
export function demandKnownOptions(command: CommandName, names: Iterable<string>): void {
  const table: OptionTable = COMMANDS[command].options;
  for (const name of names) if (!Object.hasOwn(table, name)) throw unknownOption(command, name);
}

function unknownOption(command: CommandName, name: string): UserError {
  const dashed = `${name.length === 1 ? "-" : "--"}${name}`;
  const takers = Object.keys(COMMANDS).filter((other) => takes(other as CommandName, name));
  if (takers.length > 0) {
    return new UserError(`${dashed} is no option of ${command}`, `It is one of: ${takers.join(", ")}.`);
  }
  const meant = didYouMean(name, Object.keys(COMMANDS[command].options), "--");
  const page = `lambda-inventory ${command === "list" ? "" : `${command} `}--help`;
  return new UserError(`unknown option ${dashed}`, `${meant}\`${page}\` shows every option.`);
}

function takes(command: CommandName, name: string): boolean {
  return Object.hasOwn(COMMANDS[command].options, name);
}
