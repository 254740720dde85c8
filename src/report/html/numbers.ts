let numbers: Intl.NumberFormat | undefined;

/** A number as the whole page writes it: `20,400`. */
export function numberText(number: number): string {
  // Made when it is needed: the first one takes 10 ms, which every run would wait for.
  numbers ??= new Intl.NumberFormat("en-US");
  return numbers.format(number);
}

/** The greatest of the numbers and 0. `Math.max(...numbers)` fails when there are more than a call can have arguments. */
export function greatest(numbers: Iterable<number>): number {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}

/** `1 function`, `20,400 functions` */
export function groupedCount(count: number, noun: string): string {
  return `${numberText(count)} ${count === 1 ? noun : `${noun}s`}`;
}
