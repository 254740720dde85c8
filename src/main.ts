#!/usr/bin/env node
import { EXIT } from "./cli/exit.ts";
import { faultText } from "./cli/messages.ts";
import { processIo } from "./cli/process-io.ts";
import { run } from "./cli/run.ts";

// Left to Node, a fault of ours would end with 1, which says that all was read and --fail-on matched; and whatever
// hangs on the error would be printed, an answer of AWS for one.
process.on("uncaughtException", (error: unknown) => {
  process.stderr.write(faultText(error));
  process.exit(EXIT.incomplete);
});

// Not process.exit: what is still on its way into a pipe would be lost.
process.exitCode = await run(process.argv.slice(2), processIo());
