/** Compiled shell globs, with their source for messages and files. */
export interface Patterns {
  readonly source: readonly string[];
  /** Every pattern is a plain name, so that `source` is the whole set. */
  readonly literal: boolean;
  matches(name: string): boolean;
}

/** The regions to read in an account. `include` undefined: every enabled region. */
export interface RegionChoice {
  readonly include: Patterns | undefined;
  readonly exclude: Patterns | undefined;
}

export function choosesRegion(choice: RegionChoice, region: string): boolean {
  return (choice.include?.matches(region) ?? true) && !choice.exclude?.matches(region);
}

/** The regions when all are plain names, so that DescribeRegions need not be called. */
export function literalRegions(choice: RegionChoice): readonly string[] | undefined {
  if (!choice.include?.literal) return undefined;
  return [...new Set(choice.include.source)].filter((region) => !choice.exclude?.matches(region));
}
