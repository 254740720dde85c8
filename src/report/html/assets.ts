/** The page's own code and style, bundled. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** `PageAssets` as JSON, put here by the build. */
declare const PAGE_ASSETS: string | undefined;

/** Run from source, the assets are bundled when they are asked for. */
export async function pageAssets(): Promise<PageAssets> {
  const json =
    typeof PAGE_ASSETS === "string" ? PAGE_ASSETS : await (await import("./bundle.ts")).bundlePage();
  return JSON.parse(json);
}
