/** Calls `ask` for each item, a few at a time, since these services throttle early. The results are in the items' order. */
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
