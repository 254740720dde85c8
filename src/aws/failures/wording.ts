/** Makes what AWS or the network said fit for a ledger: one line, not endless, nothing secret. */

/** Where AWS goes on to quote the request (with its session token), or a blob for `sts decode`. */
const QUOTED =
  /(The Canonical String for this request|The String-to-Sign|Encoded authorization failure message)[\s\S]*$/i;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(A[KS]IA|AROA|AIDA)[A-Z0-9]{8,}/g, "$1****"],
  [
    /\b([\w-]*(?:token|secret|password|signature|credential|authorization)[\w-]*["']?\s*[=:]\s*)["']?[^\s"',;&]+["']?/gi,
    "$1****",
  ],
  [/\b(https?:\/\/)[^\s/@]+@/gi, "$1****@"],
  [/[A-Za-z0-9+/=_-]{120,}/g, "****"],
];

const LONGEST = 600;

export function plain(text: string): string {
  let result = text.replace(QUOTED, "");
  for (const [pattern, replacement] of SECRETS) result = result.replace(pattern, replacement);
  result = result.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return result.length > LONGEST ? `${result.slice(0, LONGEST - 1)}…` : result;
}
