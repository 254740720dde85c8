import type { Notice } from "./notice.ts";
import { shortSlackMessage, slackMessage } from "./slack.ts";
import { webhookMessage } from "./webhook.ts";

interface ChannelEntry {
  /** The start of the names of the environment variables that hold the address. */
  readonly variable: string;
  readonly message: (notice: Notice) => object;
  /** What is sent when the channel refused the message with HTTP 400, as Slack does when it is too long. */
  readonly shorter?: (notice: Notice) => object;
}

/** Where a notice can be sent. */
export const CHANNELS = {
  slack: {
    variable: "LAMBDA_INVENTORY_SLACK_WEBHOOK",
    message: slackMessage,
    shorter: shortSlackMessage,
  },
  webhook: { variable: "LAMBDA_INVENTORY_WEBHOOK", message: webhookMessage },
} as const satisfies Record<string, ChannelEntry>;

export type Channel = keyof typeof CHANNELS;

/** The channel's entry, as the general shape. */
export function channelEntry(channel: Channel): ChannelEntry {
  return CHANNELS[channel];
}
