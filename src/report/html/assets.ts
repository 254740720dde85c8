import type { PageAssets } from "./bundle.ts";

export type { PageAssets } from "./bundle.ts";

/** `PageAssets` as JSON, put here by the build. */
declare const PAGE_ASSETS: string | undefined;

let assets: Promise<PageAssets> | undefined;

/** Run from source, the assets are bundled when they are first asked for. */
export function pageAssets(): Promise<PageAssets> {
  assets ??= readAssets();
  return assets;
}

async function readAssets(): Promise<PageAssets> {
  return JSON.parse(
    typeof PAGE_ASSETS === "string" ? PAGE_ASSETS : await (await import("./bundle.ts")).bundlePage(),
  );
}
