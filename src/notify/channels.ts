/** The channels of `--notify`: where each finds its URL, and what it posts. */
import type { Notice } from "./notice.ts";
import { shortSlackMessage, slackMessage } from "./slack.ts";
import { webhookMessage } from "./webhook.ts";

interface ChannelEntry {
  /** Prefix of the environment variables that hold the URL. */
  readonly variable: string;
  readonly message: (notice: Notice) => object;
  /** Sent instead when the channel rejected the message with HTTP 400, as Slack does when it is too long. */
  readonly shorter?: (notice: Notice) => object;
}

/** The values of `--notify`. */
export const CHANNELS = {
  slack: {
    variable: "LAMBDA_INVENTORY_SLACK_WEBHOOK",
    message: slackMessage,
    shorter: shortSlackMessage,
  },
  webhook: { variable: "LAMBDA_INVENTORY_WEBHOOK", message: webhookMessage },
} as const satisfies Record<string, ChannelEntry>;

export type Channel = keyof typeof CHANNELS;

/** The channel's entry, with its optional keys. */
export function channelEntry(channel: Channel): ChannelEntry {
  return CHANNELS[channel];
}
