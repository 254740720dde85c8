/** Answers that come in pages, and many questions at once. */
import { Failure } from "../../model/failure.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** All items; empty pages go on. A token seen before would go round for ever, so it is an error. */
export async function allPages<T>(
  ask: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token);
    found.push(...page.items);
    token = page.next || undefined;
    if (token === undefined) break;
    if (seen.has(token)) {
      throw new Failure(
        "error",
        "credentials",
        "RepeatedMarker",
        "AWS answered with a page token it had given before",
      );
    }
    seen.add(token);
  } while (token !== undefined);
  return found;
}

/** Asks for each item, a few at a time: these services throttle early. The answers are in the order of the items. */
export async function askEach<T, U>(
  items: readonly T[],
  ask: (item: T) => Promise<U>,
): Promise<readonly U[]> {
  const answers = new Array<U>(items.length);
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of rest) answers[i] = await ask(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return answers;
}

const AT_ONCE = 8;
