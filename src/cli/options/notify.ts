import { UserError } from "../../model/failure.ts";
import type { OptionTable } from "./entry.ts";
import type { Given } from "./given.ts";

export const NOTIFY_OPTIONS = {
  notify: {
    kind: "choices",
    value: "LIST",
    choices: ["slack", "webhook"],
    group: "Notices",
    help: "When the report is written, post a digest there if functions are deprecated or expiring, something changed, or something was not read. The URL comes from LAMBDA_INVENTORY_SLACK_WEBHOOK_URL or LAMBDA_INVENTORY_WEBHOOK_URL, or from the file that ..._FILE names.",
  },
  since: {
    kind: "text",
    value: "REPORT",
    completes: "files",
    group: "Notices",
    help: "With --notify: also tell what changed since this earlier JSON report.",
  },
  "notify-always": {
    kind: "flag",
    group: "Notices",
    help: "With --notify: post when there is nothing to say, too.",
  },
} as const satisfies OptionTable;

/** Variables that are no options: the addresses of notices are secrets. */
export const ADDRESS_VARIABLES = [
  "LAMBDA_INVENTORY_SLACK_WEBHOOK_URL",
  "LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE",
  "LAMBDA_INVENTORY_WEBHOOK_URL",
  "LAMBDA_INVENTORY_WEBHOOK_FILE",
] as const;

/** Throws UserError for what only a notice would read; where the environment says it, it is passed over. */
export function demandNotice(options: Map<string, Given>): void {
  if (options.has("notify")) return;
  for (const name of ["since", "notify-always"]) {
    const given = options.get(name);
    if (given?.from === "argv") {
      throw new UserError(
        `${given.place} is for a notice, and none is ordered`,
        "Add --notify slack or webhook.",
      );
    }
    options.delete(name);
  }
}
