import { EXIT } from "../exit.ts";
import { helpPage } from "../help/page.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";

/** Prints what the fast path in help.ts could not. */
export async function help(_: unknown, io: Io, words: readonly string[]): Promise<number> {
  await writeAll(undefined, [helpPage("full", ["help", ...words]) ?? ""], io);
  return EXIT.complete;
}
