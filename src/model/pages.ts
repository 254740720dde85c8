/** Responses that come in pages: the one loop that follows their tokens. */
import type { Stage } from "./coverage.ts";
import { Failure } from "./failure.ts";

export interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; undefined or empty on the last one. */
  readonly next: string | undefined;
}

type Ask<T> = (token: string | undefined) => Promise<Page<T>>;

/**
 * Passes on page after page, empty ones too. A token that was seen before would lead round in circles, so it is a `Failure` of
 * this stage.
 * @param isEnough whether the other pages are not needed
 */
export async function eachPage<T>(
  stage: Stage,
  ask: Ask<T>,
  take: (items: readonly T[]) => void,
  isEnough = () => false,
): Promise<void> {
  let seen: Set<string> | undefined;
  let token: string | undefined;
  for (;;) {
    const page = await ask(token);
    take(page.items);
    token = page.next || undefined;
    if (token === undefined || isEnough()) return;
    if (seen?.has(token)) {
      const message = "pagination loop: AWS returned the same marker twice";
      throw new Failure("error", stage, "RepeatedMarker", message);
    }
    seen = (seen ?? new Set()).add(token);
  }
}

/** The items of all pages. */
export async function allPages<T>(stage: Stage, ask: Ask<T>): Promise<readonly T[]> {
  const found: T[] = [];
  await eachPage(stage, ask, (items) => {
    for (const item of items) found.push(item);
  });
  return found;
}
