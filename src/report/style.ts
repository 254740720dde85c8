import { styleText } from "node:util";
import type { RuntimeStatus } from "../model/runtime.ts";

type Style = Parameters<typeof styleText>[0];

/** The colour of each status. */
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

/** The caller decided whether to colour; the stream is not checked again. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}
