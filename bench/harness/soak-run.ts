/** One process that scans when told to, and tells what it held on to afterwards. Needs --expose-gc. */
import { createWriteStream } from "node:fs";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { processIo } from "../../src/cli/process-io.ts";
import { run } from "../../src/cli/run.ts";

/** What a scan left behind. */
export interface Aftermath {
  readonly exitCode: number;
  /** After a collection of garbage, MiB. */
  readonly heapMb: number;
  /** Timers, sockets and the like that keep a process alive, beyond those before the first scan. */
  readonly leftOver: readonly string[];
  readonly cpuMs: number;
  /** Largest resident set so far, MiB. */
  readonly peakMb: number;
}

/** Made once: Node opens the standard streams when they are first looked at. */
const io = processIo();
/** Taken when the first order has come, since listening for it holds a pipe. */
let before: readonly string[] | undefined;

async function scan(argv: readonly string[]): Promise<Aftermath> {
  before ??= process.getActiveResourcesInfo();
  const start = process.cpuUsage();
  const stderr = createWriteStream("/dev/null");
  const exitCode = await run(argv, { ...io, stderr });
  stderr.end();
  const { user, system } = process.cpuUsage(start);
  // What ends with the connections ends in the turns after.
  await sleep(500);
  globalThis.gc?.();
  return {
    exitCode,
    heapMb: process.memoryUsage().heapUsed / (1 << 20),
    leftOver: beyond(process.getActiveResourcesInfo(), before),
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

function beyond(now: readonly string[], before: readonly string[]): string[] {
  const expected = [...before];
  return now.filter((name) => {
    const at = expected.indexOf(name);
    if (at >= 0) expected.splice(at, 1);
    return at < 0;
  });
}

process.on("message", (argv: string[]) => {
  scan(argv).then(
    (aftermath) => process.send?.(aftermath),
    (error: unknown) => {
      throw error;
    },
  );
});
process.on("disconnect", () => process.exit());
