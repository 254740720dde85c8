/** Keys that an object has twice. JSON.parse keeps the last value of each and says nothing about the others. */

/** How many keys a value has, those of nested objects included: fewer than its text when a key is there twice. */
export function keyCount(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const values: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? 0 : values.length;
  return values.reduce((sum: number, each) => sum + keyCount(each), own);
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/** The first key that an object of a valid JSON text has twice. */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  let last = "";
  for (const [token] of json.matchAll(TOKENS)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const key = String(JSON.parse(last));
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    } else last = token;
  }
  return undefined;
}
