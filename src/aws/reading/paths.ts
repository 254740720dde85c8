/** Paths of Lambda's REST API. */
import { extendedEncodeURIComponent } from "@smithy/core/protocols";

export const FUNCTIONS_PATH = "/2015-03-31/functions";

export type Collection = "aliases" | "versions";

export function collectionPath(functionName: string, collection: Collection): string {
  return `${FUNCTIONS_PATH}/${extendedEncodeURIComponent(functionName)}/${collection}`;
}

export function runtimeAliasPath(runtimeArn: string, alias: string): string {
  return `/2026-10-01/runtimes/${extendedEncodeURIComponent(runtimeArn)}/aliases/${extendedEncodeURIComponent(alias)}`;
}

/** @param functionArn without a version: only the function itself has tags */
export function tagsPath(functionArn: string): string {
  return `/2017-03-31/tags/${extendedEncodeURIComponent(functionArn)}`;
}
