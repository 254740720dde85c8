/**
 * The project file as a source of options. The place of the file enters; what it gives for each option leaves, beside its
 * accounts, owners and waivers. Everything that is wrong in it is one UserError.
 */
import { dirname, isAbsolute, join } from "node:path";
import type { Cursor } from "../../config/cursor.ts";
import { type ProjectFile, projectFileOf } from "../../config/project-file.ts";
import { readSource } from "../../config/source.ts";
import { UserError } from "../../model/failure.ts";
import { groupedBy } from "../../model/maps.ts";
import { isUrl } from "../../model/secure-url.ts";
import { UserErrors } from "../../model/user-errors.ts";
import { COMMAND_NAMES, optionsOf } from "../commands.ts";
import type { OptionEntry } from "./entry.ts";
import { type Given, type Input, readBoolean } from "./given.ts";
import { DECIDES_WHERE, type Project, type ProjectPlace } from "./project.ts";
import { readValue } from "./values.ts";

export async function readProject({ path, isFound }: ProjectPlace, cwd: string): Promise<Project> {
  const read = (options: Cursor) => readOptions(options, { path, isFound });
  const { file, options = new Map() } = projectFileOf(await readSource(path, cwd, "project"), read);
  const accountsFile = isFound ? options.get("accounts")?.values.at(-1) : undefined;
  return {
    file,
    given: withSections(file, options),
    isFound,
    ...(accountsFile !== undefined && { foundAccounts: String(accountsFile) }),
  };
}

/** A section is given by the path of the file, as if the option of that kind of file named it. */
function withSections(file: ProjectFile, options: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  const given = new Map(options);
  const errors = new UserErrors();
  for (const section of ["accounts", "owners", "waivers"] as const) {
    if (file[section] === undefined) continue;
    const place = `${section} in ${file.path}`;
    const other = options.get(section);
    if (other)
      errors.add(new UserError(`${other.place} and ${place} cannot be combined`, "Use one of the two."));
    given.set(section, { values: [file.path], place, from: "project file", isSection: true });
  }
  errors.throwIfAny();
  return given;
}

/** The options of every command by name: one name may have other values in another command. */
const ENTRIES: ReadonlyMap<string, readonly OptionEntry[]> = entriesByName();

function entriesByName(): ReadonlyMap<string, readonly OptionEntry[]> {
  const named = COMMAND_NAMES.flatMap((command) => [...optionsOf(command)]);
  const groups = groupedBy(named, ([name]) => name);
  groups.delete("config");
  return new Map([...groups].map(([name, own]) => [name, own.map(([, entry]) => entry)]));
}

function readOptions(options: Cursor, context: ProjectPlace): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  for (const [name, value] of options.mapping("a mapping such as {format: json}")) {
    const entries = ENTRIES.get(name);
    if (!entries) options.mistakes.add(value.unknownKey(name, [...ENTRIES.keys()]));
    else options.mistakes.attempt(() => given.set(name, readOption(name, value, entries, context)));
  }
  return given;
}

/** Throws a mistake for a value that no command accepts. */
function readOption(
  name: string,
  value: Cursor,
  entries: readonly OptionEntry[],
  { path, isFound }: ProjectPlace,
): Given {
  if (value.isEmptyList) throw value.mistake("is empty", "Add a value, or remove the key.");
  const texts = value.isList ? value.list("[a, b]", (item) => item.scalar()) : [value.scalar()];
  if (isFound && decidesWhere(name, entries, texts))
    throw value.mistake(DECIDES_WHERE, `Pass --config ${path}.`);
  const values = located(name, value, () => texts.map((text) => inputOf(name, text, entries[0], path)));
  const given: Given = { values, place: name, from: "project file" };
  const problems = entries.map((entry) => problemOf(() => readValue(entry, given)));
  const [problem] = problems;
  if (problem && problems.every((it) => it !== undefined)) throwAsMistake(problem, name, value);
  return { ...given, place: `options.${name} in ${value.place}` };
}

/** Whoever can put a file into a directory must not receive what is sent. */
function decidesWhere(name: string, entries: readonly OptionEntry[], texts: readonly string[]): boolean {
  const takesUrl = entries.some((entry) => "value" in entry && entry.value === "FILE|URL");
  return name === "endpoint-url" || name === "notify" || (takesUrl && texts.some(isUrl));
}

/** Paths are relative to the folder of the project file. */
function inputOf(name: string, text: string, entry: OptionEntry | undefined, path: string): Input {
  if (entry?.kind === "flag") return readBoolean(text, name);
  const isPath = entry?.kind === "output" || (entry?.kind === "text" && entry.completes === "files");
  return !isPath || text === "-" || isUrl(text) || isAbsolute(text) ? text : join(dirname(path), text);
}

function problemOf(read: () => unknown): UserError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What `read` returns; its errors name the place in the file. */
function located<T>(name: string, value: Cursor, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserError ? throwAsMistake(error, name, value) : error;
  }
}

/** The same error with line, column and path in place of the option's name. */
function throwAsMistake(error: UserError, name: string, value: Cursor): never {
  const mistakes = [error, ...error.also].map(({ message, hint = "" }) => {
    const named = [`${name}: `, `${name} `].find((start) => message.startsWith(start)) ?? "";
    return value.mistake(message.slice(named.length).replace(` for ${name}`, ""), hint);
  });
  for (const mistake of mistakes.slice(0, -1)) value.mistakes.add(mistake);
  throw mistakes.at(-1);
}
