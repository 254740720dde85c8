import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";

/**
 * The real streams, environment and signals. A second signal ends the program at once.
 *
 * `process` is the global one: Node creates the three streams on first use, an import of `node:process` uses all of them,
 * and that takes longer than everything else that `--version` does.
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
    node: process.versions.node,
    now: () => new Date(),
    onSignal,
    limitHeap: (growth) => setFlag(`--heap-growing-percent=${GROWTH_PERCENT[growth]}`),
    deferOptimizing: () => setFlag(`--wasm-tiering-budget=${MUCH}`),
  };
}

const GROWTH_PERCENT = { twice: 100, fifth: 20 } as const;

/** What V8 counts is roughly bytes of code that ran: some 300 responses. The default is a few millions. The flag takes 32 bits. */
const MUCH = 2e9;

function setFlag(flag: string): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(flag);
}

/** When the reader of stderr has gone (`2>&1 | head`), the report goes on. */
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
