import { hash } from "../estate/random.ts";
import type { Call } from "../wire/call.ts";

/**
 * An opaque marker: a position, valid only for the action, account and region that issued it. A fault may append a visit
 * (`.1`), which makes a different marker of the same position.
 */
export function writeMarker(position: number, call: Call): string {
  return Buffer.from(`${position} ${seal(position, call)}`).toString("base64");
}

/** The position of a marker: 0 without a marker, undefined for one that was not issued here. */
export function readMarker(marker: string | null, call: Call): number | undefined {
  if (marker === null || marker === "") return 0;
  const [text = ""] = marker.split(".");
  const [position = "", mark] = Buffer.from(text, "base64").toString().split(" ");
  return mark === seal(Number(position), call) ? Number(position) : undefined;
}

function seal(position: number, { service, action, accountId, region }: Call): string {
  return String(hash(`${service}:${action} ${accountId} ${region} ${position}`));
}

export function visitOf(marker: string): number {
  return Number(marker.split(".")[1] ?? 0);
}

/** Another marker of the same position. */
export function nextVisit(marker: string): string {
  return `${marker.split(".")[0]}.${visitOf(marker) + 1}`;
}
