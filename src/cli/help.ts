import { VERSION } from "./version.ts";

/** A text that is printed, and nothing else happens. */
export interface Answer {
  readonly command: "help" | "version";
  readonly text: string;
}

/**
 * Help and version, which need only the option tables, or not even those; undefined when neither was asked for.
 * They win over everything else on the command line, including mistakes.
 */
export async function quickAnswer(argv: readonly string[]): Promise<Answer | undefined> {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words[0] === "version" || words.includes("--version") || words.includes("-V"))
    return { command: "version", text: `lambda-inventory ${VERSION}\n` };
  const isFull = words.includes("--help") || (words[0] === "help" && !words.includes("-h"));
  if (!isFull && !words.includes("-h")) return undefined;
  const { helpPage } = await import("./help/page.ts");
  const text = helpPage(isFull ? "full" : "short", words);
  // An unknown topic is a mistake, which the whole program explains.
  return text === undefined ? undefined : { command: "help", text };
}
