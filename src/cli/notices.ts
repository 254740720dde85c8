import type { Io } from "./io.ts";
import type { NotifyOptions } from "./options/report.ts";
import type { Notices } from "./send-notices.ts";

export type { Notices };

/** The notices that were ordered; what they need is loaded only then. Throws UserError before anything is scanned. */
export async function prepareNotices(options: NotifyOptions, io: Io): Promise<Notices | undefined> {
  if (options.notify.length === 0) return undefined;
  return (await import("./send-notices.ts")).Notices.prepare(options, io);
}
