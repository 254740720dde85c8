/** JSON from elsewhere: its value, or what is wrong and where. The text itself is never repeated in a message. */
export function parseJson(text: string): { readonly value: unknown } | { readonly fault: string } {
  const json = text.replace(/^\uFEFF/, "");
  try {
    return { value: JSON.parse(json) };
  } catch {
    return { fault: faultOf(json) };
  }
}

function faultOf(text: string): string {
  if (text.trim() === "") return "is empty";
  if (/^\s*</.test(text)) return "is a web page or XML, not JSON";
  const position = faultPosition(text);
  if (position === text.length) return "is cut off: the JSON does not end";
  const before = text.slice(0, position).split("\n");
  return `is not valid JSON at line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

/**
 * Where the first character stands that JSON does not allow. The engine does not always say, so this looks for
 * the shortest beginning of the text that is wrong in itself, and not only unfinished.
 */
function faultPosition(text: string): number {
  let low = 0;
  let high = text.length + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isWrong(text.slice(0, middle))) high = middle;
    else low = middle + 1;
  }
  return Math.min(low - 1, text.length);
}

function isWrong(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return false;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = / at position (\d+)/.exec(message)?.[1];
    return position === undefined ? !message.includes("end of JSON") : Number(position) < beginning.length;
  }
}
