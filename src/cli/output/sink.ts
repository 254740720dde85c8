import type { RunTail } from "../../model/report.ts";
import type { RowSink } from "../inventory.ts";

/** Where the rows of a report go, and what follows them. */
export interface ReportSink extends RowSink {
  end(tail: RunTail): Promise<void>;
  discard(): void;
}
