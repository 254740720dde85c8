import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { cleanText } from "../../report/clean-text.ts";
import type { Io } from "../io.ts";
import { printError } from "../stderr.ts";

interface End {
  /** Aborted when the run ends early. */
  readonly signal: AbortSignal;
  /** Ctrl-C: a terminal that is read key by key sends no signal. */
  readonly interrupt: () => void;
}

/** Asks on stderr, so that stdout holds nothing but the report. The answer is not shown while it is typed. */
export async function askSecret(
  question: string,
  io: Pick<Io, "stdin" | "stderr" | "env">,
  end: End,
): Promise<string> {
  printError(io, cleanText(question));
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: io.stdin, output: silent, terminal: true, historySize: 0 });
  const abort = () => lines.close();
  end.signal.addEventListener("abort", abort);
  try {
    return await new Promise<string>((answer, reject) => {
      lines.once("line", (line) => answer(line.trim()));
      lines.on("SIGINT", end.interrupt);
      lines.once("close", () => (end.signal.aborted ? reject(end.signal.reason) : answer("")));
    });
  } finally {
    end.signal.removeEventListener("abort", abort);
    lines.close();
    io.stderr.write("\n");
  }
}
