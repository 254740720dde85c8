/** Numbers of things in sentences, and lists that are cut after a number of items and say how many follow. Pure. */

/**
 * @param text of an item; called only for those that are shown
 * @param rest what stands for the others
 */
export function firstTexts<T>(
  items: readonly T[],
  most: number,
  text: (item: T) => string,
  rest: (left: number) => string,
): readonly string[] {
  const left = items.length - most;
  return [...items.slice(0, most).map(text), ...(left > 0 ? [rest(left)] : [])];
}

/** `eu-west-1, us-east-1 and 3 more` */
export function firstNames(names: readonly string[], most: number): string {
  const left = names.length - most;
  return left > 0 ? `${names.slice(0, most).join(", ")} and ${left} more` : names.join(", ");
}

/** `--role, --accounts or --org` */
export function either(words: readonly string[]): string {
  return words.length === 1 ? String(words[0]) : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** `1 function`, `12 functions` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
