const NUMBERS = new Intl.NumberFormat("en-US");

/** A number as the whole page writes it: `20,400`. */
export function numberText(number: number): string {
  return NUMBERS.format(number);
}

/** `1 function`, `20,400 functions` */
export function counted(count: number, noun: string): string {
  return `${numberText(count)} ${count === 1 ? noun : `${noun}s`}`;
}
