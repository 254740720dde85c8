import type { PageAssets } from "./bundle.ts";

export type { PageAssets };

/** `PageAssets` as JSON; the build replaces it. */
declare const PAGE_ASSETS: string | undefined;

let assets: Promise<PageAssets> | undefined;

/** The page's code and styles. When run from source, they are bundled on first use. */
export function pageAssets(): Promise<PageAssets> {
  assets ??= readAssets();
  return assets;
}

async function readAssets(): Promise<PageAssets> {
  return JSON.parse(
    typeof PAGE_ASSETS === "string" ? PAGE_ASSETS : await (await import("./bundle.ts")).bundlePage(),
  );
}
