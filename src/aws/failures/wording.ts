/** A text of AWS or of the network goes in; one short line without secrets comes out. */

/** Here AWS begins to quote the request, with its session token, or a blob for `sts decode-authorization-message`. */
const QUOTED =
  /(The Canonical String for this request|The String-to-Sign|Encoded authorization failure message)[\s\S]*$/i;

/**
 * `name=value` and `"name": "value"` where the name indicates a secret. A name is tried once, from its start, so that
 * the time is linear in the text whatever it holds.
 */
const PAIR =
  /(?<![\w-])(?=[\w-]*(?:token|secret|password|signature|credential|authorization))([\w-]+["']? ?[=:] ?)(?:(?:Bearer|Basic) )?(?:["'][^"']*["']?|[^\s"',;&]+)/gi;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [PAIR, "$1****"],
  [/\b(A[KS]IA|AROA|AIDA)[A-Z0-9]{8,}/g, "$1****"],
  [/:\/\/[^\s/@]+@/g, "://****@"],
  [/(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{120,}/g, "****"],
];

/** As much of a text as is looked at, and as much as is shown. */
const READ = 8_000;
const SHOWN = 600;

/** Anything but a string gives an empty message. */
export function plain(text: unknown): string {
  if (typeof text !== "string") return "";
  let result = text
    .slice(0, READ)
    .replace(QUOTED, "")
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  for (const [pattern, replacement] of SECRETS) result = result.replace(pattern, replacement);
  return result.length > SHOWN ? `${result.slice(0, SHOWN - 1)}…` : result;
}
