/** Paths of Lambda's REST API. */
import { extendedEncodeURIComponent } from "@smithy/core/protocols";
import { LIST_FUNCTIONS_PATH } from "../transport/sdk-internals.ts";

export function functionPath(functionName: string): string {
  return `${LIST_FUNCTIONS_PATH}/${extendedEncodeURIComponent(functionName)}`;
}

export type Collection = "aliases" | "versions";

export function collectionPath(functionName: string, collection: Collection): string {
  return `${LIST_FUNCTIONS_PATH}/${extendedEncodeURIComponent(functionName)}/${collection}`;
}

export function runtimeAliasPath(runtimeArn: string, alias: string): string {
  return `/2026-10-01/runtimes/${extendedEncodeURIComponent(runtimeArn)}/aliases/${extendedEncodeURIComponent(alias)}`;
}

export const WEB_FUNCTIONS_PATH = "/2025-03-07/web-functions";

export function webFunctionPath(name: string, action: "list-endpoints" | "list-revisions"): string {
  return `${WEB_FUNCTIONS_PATH}/${extendedEncodeURIComponent(name)}/${action}`;
}

export function webRevisionPath(name: string, revisionId: string): string {
  return `${WEB_FUNCTIONS_PATH}/${extendedEncodeURIComponent(name)}/revisions/${extendedEncodeURIComponent(revisionId)}`;
}

export function webTagsPath(functionArn: string): string {
  return `/2025-03-07/tags/${extendedEncodeURIComponent(functionArn)}`;
}

/** @param functionArn without a version: only the function itself has tags */
export function tagsPath(functionArn: string): string {
  return `/2017-03-31/tags/${extendedEncodeURIComponent(functionArn)}`;
}
