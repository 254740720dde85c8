import type { Io } from "./io.ts";
import type { Notices } from "./notices.ts";
import type { NotifyOptions } from "./options/report.ts";

/** The notices that `--notify` asks for; what sends them is loaded only then. Throws a `UserError`. */
export async function prepareNotices(options: NotifyOptions, io: Io): Promise<Notices | undefined> {
  if (options.notify.length === 0) return undefined;
  return (await import("./notices.ts")).Notices.prepare(options, io);
}
