import type { Invocation } from "./options.ts";

/** Help and version, which need no more than the option table; undefined when neither is asked for. */
export function quickAnswer(
  _argv: readonly string[],
): Extract<Invocation, { command: "help" | "version" }> | undefined {
  return undefined;
}
