/** Parses JSON: its value, or what is wrong and where. Messages never repeat the text itself. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(json) };
  } catch {
    return { problem: problemOf(json) };
  }
}

function problemOf(text: string): string {
  if (text.trim() === "") return "is empty";
  if (/^\s*</.test(text)) return "is a web page or XML, not JSON";
  const position = errorPosition(text);
  if (position === text.length) return "is truncated: the JSON is not complete";
  const before = text.slice(0, position).split("\n");
  return `is not valid JSON at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/**
 * The position of the first invalid character. The engine does not always report it, so this searches for the shortest
 * prefix that is invalid rather than merely incomplete.
 */
function errorPosition(text: string): number {
  let low = 0;
  let high = text.length + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isInvalid(text.slice(0, middle))) high = middle;
    else low = middle + 1;
  }
  return Math.min(low - 1, text.length);
}

function isInvalid(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = / at position (\d+)/.exec(message)?.[1];
    return position === undefined ? !message.includes("end of JSON") : Number(position) < prefix.length;
  }
}
