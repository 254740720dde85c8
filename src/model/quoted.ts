import { withoutUrlSecrets } from "./secure-url.ts";

/** A value as messages show it: in quotes, without secrets of a URL, control characters escaped, cut when it is long. */
export function quoted(text: string): string {
  const shown = withoutUrlSecrets(text.slice(0, 1_000));
  return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
}
