/**
 * Every response of AWS is read with these, whatever types the SDK gives it: the SDK passes on what it receives. A
 * value that is missing or has another type becomes a fallback where a report can do without it, and an error where
 * something would be missing without a word.
 */
import { isObject, type JsonObject } from "../../model/json.ts";
import { INVALID_RESPONSE } from "../failures/network.ts";

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) && value.length > 0 ? value : NOTHING;
}

/** One for all, since most lists of a million functions are empty. */
const NOTHING: readonly never[] = Object.freeze([]);

/** The texts of a list. A list of texts is not copied: a copy that grows takes many times its size. */
export function texts(value: unknown): readonly string[] {
  const all = list(value);
  return all.every(isText) ? all : all.filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Whether it is a text, and not an empty one. */
export function isFilled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function date(value: unknown): Date | undefined {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value : undefined;
}

/** The rows of a page. A response without the list is not an empty list: it is not one of AWS. */
export function rows(response: unknown, key: string, what: string): readonly JsonObject[] {
  const found = object(response)[key];
  if (Array.isArray(found) && found.every(isObject)) return found;
  throw invalidResponse(`the response contains no ${what}`);
}

/** Where the next page begins. A marker of another type would end the list too early. */
export function nextMarker(response: unknown, key: string): string | undefined {
  const found = object(response)[key] ?? "";
  if (typeof found === "string") return found || undefined;
  throw invalidResponse(`${key} in the response is not a string`);
}

/** `toFailure` gives it the stage of the call. */
export function invalidResponse(message: string): Error {
  return Object.assign(new Error(message), { name: INVALID_RESPONSE });
}
