import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";

/**
 * The real outside world. A second signal ends the program at once.
 *
 * `process` is the global one: Node makes the three streams when they are first touched, an import of `node:process`
 * touches them all, and that takes longer than all else that `--version` does.
 */
export function processIo(): Io {
  return {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return patientStderr();
    },
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    onSignal,
    async saveMemory() {
      const { setFlagsFromString } = await import("node:v8");
      setFlagsFromString("--heap-growing-percent=20");
    },
  };
}

/** Who has closed stderr (`2>&1 | head`) wants no words; the report does not end for it. */
function patientStderr(): NodeJS.WriteStream {
  const { stderr } = process;
  if (!stderr.listeners("error").includes(ignore)) stderr.on("error", ignore);
  return stderr;
}

function ignore(): void {}

function onSignal(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void {
  let received = false;
  const handle = (signal: "SIGINT" | "SIGTERM") => {
    if (received) process.exit(EXIT[signal]);
    received = true;
    listener(signal);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  return () => {
    process.off("SIGINT", handle);
    process.off("SIGTERM", handle);
  };
}
