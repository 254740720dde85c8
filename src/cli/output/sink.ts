import type { RunTail } from "../../model/report.ts";
import type { RowSink } from "../scan/inventory.ts";

/** Where the rows of a report go, and what follows them. */
export interface ReportSink extends RowSink {
  end(tail: RunTail): Promise<void>;
  discard(): void;
}

/**
 * Lets `fill` write the rows, then what follows them. Undefined, with no file left, when `fill` returns nothing or the reader closed
 * the pipe: it has what it wanted.
 */
export async function written(
  output: ReportSink,
  fill: () => Promise<RunTail | undefined>,
): Promise<RunTail | undefined> {
  try {
    const tail = await fill();
    if (tail && !output.closed) {
      await output.end(tail);
      return tail;
    }
    output.discard();
    return undefined;
  } catch (error) {
    output.discard();
    throw error;
  }
}
