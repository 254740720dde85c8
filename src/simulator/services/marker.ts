import { hash } from "../estate/random.ts";
import { WireError } from "../wire/errors.ts";

/** An opaque marker: a position, good only where it was given out. */
export function writeMarker(position: number, scope: string): string {
  return Buffer.from(`${position} ${hash(`${scope} ${position}`)}`).toString("base64");
}

/** The position that a marker stands for; 0 without one. */
export function readMarker(marker: string | null, scope: string): number {
  if (marker === null || marker === "") return 0;
  const [position = "", seal = ""] = Buffer.from(marker, "base64").toString().split(" ");
  if (seal === String(hash(`${scope} ${position}`))) return Number(position);
  throw new WireError(400, "InvalidParameterValueException", "Invalid marker", { members: { Type: "User" } });
}
