import type { Invocation } from "./options.ts";
import { VERSION } from "./version.ts";

type Answer = Extract<Invocation, { command: "help" | "version" }>;

/**
 * Help and version, which need no more than the option table, and the version not even that; undefined when neither
 * is asked for. They win over whatever else stands there, mistakes included.
 */
export async function quickAnswer(argv: readonly string[]): Promise<Answer | undefined> {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.includes("--version")) return { command: "version", text: `lambda-inventory ${VERSION}\n` };
  const isFull = words[0] === "help" || words.includes("--help");
  if (!isFull && !words.includes("-h")) return undefined;
  const { helpPage } = await import("./help/page.ts");
  return { command: "help", text: helpPage(isFull ? "full" : "short", words) };
}
