#!/usr/bin/env node
import { quickAnswer } from "./cli/help.ts";

/** Writes to stdout. False when that fails, unless its reader has gone. */
function written(text: string): Promise<boolean> {
  process.stdout.on("error", () => {});
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => {
      resolve(!error || ("code" in error && error.code === "EPIPE"));
    });
  });
}

const argv = process.argv.slice(2);
// Help and version load nothing else. Whatever goes wrong with them, the whole program reports.
const answer = await quickAnswer(argv).catch(() => undefined);
if (answer === undefined || !(await written(answer.text))) {
  const { start } = await import("./cli/start.ts");
  await start(argv);
}
