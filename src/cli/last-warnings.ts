import type { ReportTail } from "../model/report.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import { endedNode } from "./node-lines.ts";
import { nothingRead } from "./nothing-read.ts";
import { isCi } from "./output/ci-log.ts";
import type { PreparedScan } from "./scan.ts";

/**
 * What a scan has to say before its summary: that it read nothing, of waivers, and of the Node.js it runs on, for whoever can
 * install another.
 */
export function printLastWarnings(
  { criteria }: PreparedScan,
  { coverage }: Pick<ReportTail, "coverage">,
  io: Io,
  messages: Messages,
): void {
  const nothing = nothingRead(coverage);
  if (nothing !== undefined) messages.warn(nothing);
  for (const warning of criteria.waivers.warnings()) messages.warn(warning);
  const { node, env, now } = io;
  const ended = node === undefined || isCi(env) ? undefined : endedNode(node, now());
  if (ended !== undefined) messages.warn(ended);
}
