/** A list of shell globs, compiled where it entered the program; the source is kept for messages and files. */
export interface Patterns {
  readonly source: readonly string[];
  /** True when every pattern is a plain name: then `source` is the whole set. */
  readonly literal: boolean;
  matches(name: string): boolean;
}

/** The regions of one account that the user wants. `include` undefined: every enabled region. */
export interface RegionChoice {
  readonly include: Patterns | undefined;
  readonly exclude: Patterns | undefined;
}

export function choosesRegion(choice: RegionChoice, region: string): boolean {
  return (choice.include?.matches(region) ?? true) && !choice.exclude?.matches(region);
}

/** The region names when the user listed them literally, so that DescribeRegions need not be asked. */
export function literalRegions(choice: RegionChoice): readonly string[] | undefined {
  if (!choice.include?.literal) return undefined;
  return [...new Set(choice.include.source)].filter((region) => !choice.exclude?.matches(region));
}
