/** The recipes' texts, and the commands in them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const ROOT = join(import.meta.dirname, "../../..");
export const FOLDER = join(ROOT, "docs/recipes/schedule");

export function recipe(name: string, folder: "schedule" | "metrics" = "schedule"): string {
  return readFileSync(join(ROOT, "docs/recipes", folder, name), "utf8");
}

type Tree = Readonly<Record<string, unknown>>;

/** YAML, with CloudFormation's short functions read as their arguments. */
export function yaml(text: string): unknown {
  return parse(text, { logLevel: "silent" }) as unknown;
}

/** Every shell command of a pipeline: the values of `run`, `script` and a build's `commands`. */
export function steps(name: string): readonly string[] {
  return commandsIn(yaml(recipe(name)));
}

const COMMAND_KEYS = new Set(["run", "script", "commands"]);

export function commandsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  return Object.entries(value as Tree).flatMap(([key, inner]) => {
    if (key === "BuildSpec" && typeof inner === "string") return commandsIn(yaml(inner));
    return COMMAND_KEYS.has(key) ? [inner].flat().map(String) : commandsIn(inner);
  });
}
