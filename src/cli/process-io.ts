import process from "node:process";
import { EXIT } from "./exit.ts";
import type { Io } from "./io.ts";

/** The real outside world. A second signal ends the program at once. */
export function processIo(): Io {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    onSignal,
  };
}

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
