/** JSON on one line, whose values are unchanged and which is safe to show on a terminal and in the log of a CI system. */

/**
 * Terminal controls, line separators, bidi controls, noncharacters, and `##` before a word and a bracket, which CI systems
 * run as a command (see cli/output/ci-log.ts).
 */
const JSON_UNSAFE =
  /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufffe\uffff]|##(?=[\w-]*\[)/;
const JSON_UNSAFE_ALL = new RegExp(JSON_UNSAFE, "g");

/** One line of JSON. The values are whole; unsafe characters are written as `\uXXXX`, which means the same. */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && !JSON_SPECIAL.test(value)) return `"${value}"`;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return escapeUnsafe(JSON.stringify(value));
}

/** The same for JSON that is text already. */
export function escapeUnsafe(json: string): string {
  if (!JSON_UNSAFE.test(json)) return json;
  return json.replace(JSON_UNSAFE_ALL, (unsafe) =>
    [...unsafe].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** What has to be escaped between quotes; a surrogate may lack its other half. */
const JSON_SPECIAL = new RegExp(`${/[\0-\x1f"\\\ud800-\udfff]/.source}|${JSON_UNSAFE.source}`);
