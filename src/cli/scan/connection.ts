import { type Aws, type CreateAwsOptions, createAws } from "../../aws/aws.ts";
import { UserError } from "../../model/failure.ts";
import { pause, timeLeft, within } from "../../scan/allowance.ts";
import { auto, type Concurrency, fixed } from "../../scan/concurrency.ts";
import { createLimiter } from "../../scan/limiter.ts";
import { Stop } from "../../scan/stop.ts";
import { createTrace, type Trace } from "../../scan/trace.ts";
import { Interruption } from "../exit.ts";
import type { Io } from "../io.ts";
import { type Messages, PROGRAM } from "../messages.ts";
import type { DisplayOptions, NetworkOptions } from "../options/running.ts";
import { VERSION } from "../version.ts";
import { askSecret } from "./mfa-prompt.ts";

interface Bounds {
  readonly concurrency: Concurrency;
  readonly timeoutMs: number;
  readonly trace: Trace | undefined;
}

/** AWS, and the two things that limit how the program uses it. */
export interface Connection {
  readonly aws: Aws;
  readonly stop: Stop;
  readonly bounds: Bounds;
  /** Keeps calls for the listing of accounts, until the returned function is called. */
  keepForListing(): () => void;
  /** The signal that ended the run early, if one did. */
  interrupted(): "SIGINT" | "SIGTERM" | undefined;
  /** A better error in place of one that only reports that the run was stopped; any other error as it is. */
  explain(error: unknown): unknown;
  /** Ends timers, sockets and listeners. */
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 4_000;

type Ahead = Pick<CreateAwsOptions, "early" | "waiting">;

export function connect(
  options: NetworkOptions & DisplayOptions,
  ahead: Ahead,
  io: Io,
  messages: Messages,
): Connection {
  io.deferOptimizing?.();
  const stop = new Stop();
  const signals = heed(io, stop);
  const prompt = { signal: stop.signal, interrupt: () => signals.receive("SIGINT", 0) };
  const log = options.verbose ? (line: string) => messages.note(line) : undefined;
  const trace = options.verbose ? createTrace() : undefined;
  const concurrency = options.concurrency === "auto" ? auto({ log }) : fixed(options.concurrency);
  const limiter = createLimiter(concurrency, stop);
  const timeoutMs = options.timeout * 1000;
  const aws = createAws({
    env: io.env,
    endpointUrl: options.endpointUrl,
    maxAttempts: options.maxAttempts,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    limit: limiter.run,
    limitListing: limiter.list,
    within: (stage, call) => within(stage, { stop, timeoutMs, trace }, call),
    timeLeft,
    pause,
    observe: concurrency.observe,
    log,
    purpose: trace?.current,
    userAgent: `${PROGRAM}/${VERSION}`,
    ...ahead,
    promptMfa: io.stdin.isTTY && io.stderr.isTTY ? (text) => askSecret(text, io, prompt) : undefined,
  });
  const deadline = startDeadline(options.deadline, stop);
  return {
    aws,
    stop,
    bounds: { concurrency, timeoutMs, trace },
    keepForListing: limiter.keep,
    interrupted: signals.received,
    explain: (error) => explained(error, stop, signals.received()),
    async close() {
      log?.(`concurrency: ${concurrency.calls} calls in flight at the end, ${concurrency.peak} at most`);
      clearTimeout(deadline);
      signals.ignore();
      stop.end();
      await aws.close();
    },
  };
}

/** Does the work, then closes the connection. */
export async function whileConnected<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw connection.explain(error);
  } finally {
    await connection.close();
  }
}

type Signal = "SIGINT" | "SIGTERM";

interface Signals {
  received(): Signal | undefined;
  receive(signal: Signal, graceMs?: number): void;
  ignore(): void;
}

/** A signal ends the run early. */
function heed(io: Io, stop: Stop): Signals {
  let received: Signal | undefined;
  const receive = (signal: Signal, graceMs?: number) => {
    received = signal;
    stop.request("Interrupted", "the run was interrupted", graceMs);
  };
  const ignore = io.onSignal((signal) => receive(signal));
  return { received: () => received, receive, ignore };
}

function explained(error: unknown, stop: Stop, signal: Signal | undefined): unknown {
  if (!stop.failure || !stop.caused(error)) return error;
  const hint = "Nothing was read: the accounts were still being listed. Raise --deadline.";
  return signal ? new Interruption(signal) : new UserError(stop.failure.message, hint);
}

function startDeadline(seconds: number | undefined, stop: Stop): NodeJS.Timeout | undefined {
  if (seconds === undefined) return undefined;
  const message = `the run's deadline of ${seconds} s passed (--deadline)`;
  return setTimeout(() => stop.request("DeadlineExceeded", message, 0), seconds * 1000);
}
