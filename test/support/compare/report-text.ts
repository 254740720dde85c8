import type { Report } from "../../../src/model/report.ts";
import { openWriter } from "../../../src/report/formats.ts";
import { CONTEXT, joined } from "../report/sample.ts";

/** The report as the program prints it with `--format json`. */
export async function reportText(report: Report): Promise<string> {
  const { functions, ...head } = report;
  const writer = await openWriter("json", { ...CONTEXT, head });
  return writer.rows(functions) + (await joined(writer.end(report)));
}
