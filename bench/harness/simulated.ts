import { fork } from "node:child_process";
import process from "node:process";
import type { Fault } from "../../simulator/faults/fault.ts";
import { once } from "../../src/model/once.ts";
import { compile } from "./build.ts";

/** The size of a simulated organization; every account is accessed through the same role; the first is the base account. */
export interface Size {
  readonly accounts: number;
  /** Enabled in each account. */
  readonly regions: number;
  /** In each account and region. */
  readonly functions: number;
  /** Before each answer. */
  readonly latencyMs: number;
  /** Added to or taken from it, evenly distributed. */
  readonly jitterMs?: number;
  readonly faults?: readonly Fault[];
  /** Real host names over TLS, each region at its own distance (`distances.ts`); `regions` and latency are ignored. */
  readonly tls?: boolean;
  /** Whether signatures are checked: not where the server's own work would be what is measured. */
  readonly verify: boolean;
}

/** What the simulator counted since the last reset. */
export interface Counts {
  readonly total: number;
  readonly connectionsOpened: number;
  readonly connectionsOpen: number;
  readonly peakInFlight: number;
}

/** A simulated organization in a separate process. */
export interface Simulated {
  readonly env: Readonly<Record<string, string>>;
  readonly role: string;
  readonly accounts: readonly string[];
  readonly firstRegion: string;
  reset(): Promise<void>;
  recording(): Promise<Counts>;
  close(): void;
}

export interface Ready {
  readonly env: Readonly<Record<string, string>>;
  readonly role: string;
  readonly accounts: readonly string[];
  readonly firstRegion: string;
}

export type Question = "reset" | "recording";

const compiled = once(() => compile({ server: "harness/server.ts" }, "bundle"));

export async function simulate(size: Size): Promise<Simulated> {
  const { server = "" } = await compiled();
  const child = fork(server, [JSON.stringify(size)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [],
  });
  const end = () => child.kill();
  process.once("exit", end);
  const answer = () =>
    new Promise<unknown>((resolve, reject) => {
      const failed = (code: number | null) => reject(new Error(`the simulator ended with ${code}`));
      child.once("exit", failed);
      child.once("message", (message) => {
        child.off("exit", failed);
        resolve(message);
      });
    });
  const ask = (question: Question) => {
    const reply = answer();
    child.send(question);
    return reply;
  };
  return {
    ...((await answer()) as Ready),
    reset: async () => void (await ask("reset")),
    recording: async () => (await ask("recording")) as Counts,
    close() {
      process.off("exit", end);
      child.kill();
    },
  };
}
