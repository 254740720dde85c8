import { styleText } from "node:util";
import type { RuntimeStatus } from "../model/runtime.ts";

type Style = Parameters<typeof styleText>[0];

/** How a status looks where colours are wanted. */
export const STATUS_STYLE = {
  supported: "green",
  expiring: "yellow",
  deprecated: "red",
  "create-blocked": "red",
  "update-blocked": ["red", "bold"],
  preview: "cyan",
  custom: "dim",
  container: "dim",
  unknown: "magenta",
} as const satisfies Record<RuntimeStatus, Style>;

export type Paint = (style: Style, text: string) => string;

/** Whether to colour was decided by the caller: the stream is not asked again. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
