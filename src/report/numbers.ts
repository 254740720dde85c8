const NUMBERS = new Intl.NumberFormat("en-US");

/** A number for people: `20,400`. */
export function numberText(number: number): string {
  return NUMBERS.format(number);
}
