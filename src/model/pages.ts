/** Responses that come in pages: the one loop that follows their tokens. */
import type { Stage } from "./coverage.ts";
import { Failure } from "./failure.ts";

export interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; undefined or empty on the last one. */
  readonly next: string | undefined;
}

/**
 * Page after page, empty ones too. A token that was seen before would lead round in circles, so it is a `Failure` of
 * this stage.
 */
export async function* pages<T>(
  stage: Stage,
  ask: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void, void> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page.items;
    token = page.next || undefined;
    if (token !== undefined && seen.has(token)) {
      const message = "pagination loop: AWS returned the same marker twice";
      throw new Failure("error", stage, "RepeatedMarker", message);
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

/** The items of all pages. */
export async function allPages<T>(
  stage: Stage,
  ask: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const items of pages(stage, ask)) for (const item of items) found.push(item);
  return found;
}
