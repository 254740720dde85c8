import { createInterface } from "node:readline/promises";
import { type Aws, createAws } from "../../aws/aws.ts";
import { UserError } from "../../model/failure.ts";
import { createLimiter, type Limiter } from "../../scan/limiter.ts";
import { Stop } from "../../scan/stop.ts";
import { Interruption } from "../exit.ts";
import type { Io } from "../io.ts";
import { type Messages, PROGRAM } from "../messages.ts";
import type { DisplayOptions, NetworkOptions } from "../options/running.ts";
import { VERSION } from "../version.ts";

/** AWS, and the two things that bound how the program uses it. */
export interface Connection {
  readonly aws: Aws;
  readonly limiter: Limiter;
  readonly stop: Stop;
  /** The signal that ended the run early, if one did. */
  interrupted(): "SIGINT" | "SIGTERM" | undefined;
  /** What to tell the user when an error only says that the run was stopped; any other error as it is. */
  explain(error: unknown): unknown;
  /** Leaves no timer, socket or listener behind. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 4_000;

/** @param prefetchRegions whether the enabled regions of every account will be asked for */
export function connect(
  options: NetworkOptions & DisplayOptions,
  prefetchRegions: boolean,
  io: Io,
  messages: Messages,
): Connection {
  const stop = new Stop();
  const limiter = createLimiter(options.concurrency, stop);
  const aws = createAws({
    env: io.env,
    endpointUrl: options.endpointUrl,
    maxAttempts: options.maxAttempts,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    limit: limiter.run,
    log: options.verbose ? (line) => messages.note(line) : undefined,
    userAgent: `${PROGRAM}/${VERSION}`,
    prefetchRegions,
    promptMfa: io.stdin.isTTY && io.stderr.isTTY ? (text) => ask(text, io) : undefined,
  });
  const signals = heed(io, stop);
  const deadline = startDeadline(options.deadline, stop);
  return {
    aws,
    limiter,
    stop,
    interrupted: signals.received,
    explain: (error) => explained(error, stop, signals.received()),
    async close() {
      clearTimeout(deadline);
      signals.ignore();
      stop.end();
      await aws.close();
    },
  };
}

/** What bounds the reading, as the scan takes it. */
export function boundsOf({ concurrency, timeout }: NetworkOptions): {
  concurrency: number;
  timeoutMs: number;
} {
  return { concurrency, timeoutMs: timeout * 1000 };
}

/** Does what goes over the connection, and closes it. */
export async function whileConnected<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw connection.explain(error);
  } finally {
    await connection.close();
  }
}

type Signal = ReturnType<Connection["interrupted"]>;

/** A signal ends the run early. */
function heed(io: Io, stop: Stop): { received(): Signal; ignore(): void } {
  let received: Signal;
  const ignore = io.onSignal((signal) => {
    received = signal;
    stop.request("Interrupted", "the run was interrupted");
  });
  return { received: () => received, ignore };
}

function explained(error: unknown, stop: Stop, signal: Signal): unknown {
  if (!stop.failure || !stop.caused(error)) return error;
  const hint = "Give the run more time: nothing was read, since the accounts were not known yet.";
  return signal ? new Interruption(signal) : new UserError(stop.failure.message, hint);
}

function startDeadline(seconds: number | undefined, stop: Stop): NodeJS.Timeout | undefined {
  if (seconds === undefined) return undefined;
  const message = `the run's deadline of ${seconds} s passed (--deadline)`;
  return setTimeout(() => stop.request("DeadlineExceeded", message, 0), seconds * 1000);
}

/** One question on stderr, so that a report on stdout stays a report. */
async function ask(question: string, io: Io): Promise<string> {
  const prompt = createInterface({ input: io.stdin, output: io.stderr });
  try {
    return (await prompt.question(question)).trim();
  } finally {
    prompt.close();
  }
}
