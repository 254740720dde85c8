export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether objects and lists are nested no deeper than this: what descends into the value cannot exhaust the stack. */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}

/** The most levels of an object that is copied from AWS unchanged. */
export const DEEPEST_SETTING = 4;

/** Whether a JSON value is an object (not a list). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
