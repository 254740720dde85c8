import type { Notice } from "./notice.ts";
import { slackMessage } from "./slack.ts";
import { webhookMessage } from "./webhook.ts";

/** Where a notice can go: the variable that holds the address, and what is posted there. */
export const CHANNELS = {
  slack: { variable: "LAMBDA_INVENTORY_SLACK_WEBHOOK", message: slackMessage },
  webhook: { variable: "LAMBDA_INVENTORY_WEBHOOK", message: webhookMessage },
} as const satisfies Record<
  string,
  { readonly variable: string; readonly message: (notice: Notice) => object }
>;

export type Channel = keyof typeof CHANNELS;
