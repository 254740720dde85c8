import type { ReportTail } from "../../model/report.ts";
import type { RowSink } from "../inventory.ts";

/** Where the rows of a report go, and what follows them. */
export interface ReportSink extends RowSink {
  end(tail: ReportTail): Promise<void>;
  discard(): void;
}
