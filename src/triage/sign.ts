/** What recognisers look at, and what they find. */

/** The fields of a function that recognisers look at. */
export interface Recognisable {
  readonly functionName: string;
  readonly handler: string;
  readonly description: string;
  /** ARN of the execution role. */
  readonly role: string;
  /** null: not read. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** How much a sign proves: a tag that only the tool sets, an exact handler or description, or a name alone. */
export const STRENGTH = { tag: 3, code: 2, name: 1 } as const;

export interface Sign {
  readonly strength: number;
  readonly text: string;
}

export function quote(text: string): string {
  return `"${text}"`;
}
