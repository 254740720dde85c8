/** A small report as it is printed, and a directory to read it from. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../temporary.ts";
import { reportText } from "./report-text.ts";
import { reportOf } from "./reports.ts";

export const folder = temporaryDirectory("read-report");

export const report = reportOf([
  {
    accountId: "111111111111",
    region: "eu-west-1",
    functions: [{ functionName: "a" }, { functionName: "b" }],
  },
  { accountId: "222222222222", region: "", status: "denied" },
]);
export const printed = await reportText(report);

/** Writes a file in the directory, and returns its name. */
export function write(text: string | Buffer): string {
  writeFileSync(join(folder, "r.json"), text);
  return "r.json";
}
