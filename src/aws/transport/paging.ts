/** Answers that come in pages, and many questions at once. */
import { Failure } from "../../model/failure.ts";

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** Page after page; empty ones go on. A token seen before would go round for ever, so it is an error. */
export async function* pages<T>(
  ask: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void, void> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token);
    yield page.items;
    token = page.next || undefined;
    if (token !== undefined && seen.has(token)) {
      const message = "AWS answered with a page token it had given before";
      throw new Failure("error", "credentials", "RepeatedMarker", message);
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

/** The items of all pages. */
export async function allPages<T>(
  ask: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const items of pages(ask)) found.push(...items);
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
