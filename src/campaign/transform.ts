/** The plan for AWS Transform: a CSV of repositories with the transformation that upgrades each. */

import { counted } from "../model/words.ts";
import { csvCell } from "../report/flat-cell.ts";
import type { PlanItem } from "./plan.ts";

const HEADER = "source,transformation,validationCommands,additionalPlanContext";

/** By runtime family. Names as of 2026-11-29: https://github.com/aws-samples/aws-transform-custom-samples */
const TRANSFORMATIONS = {
  nodejs: { name: "AWS/lambda-nodejs-runtime-upgrade", language: "Node.js" },
  python: { name: "AWS/python-version-upgrade", language: "Python" },
  java: { name: "AWS/java-version-upgrade", language: "Java" },
  ruby: { name: "AWS/ruby-upgrade", language: "Ruby" },
  dotnet: { name: "AWS/dotnet-lambda-upgrade", language: ".NET" },
} as const satisfies Record<string, { readonly name: string; readonly language: string }>;

/** Only items to upgrade that have a repository, and a transformation for their runtime. */
export function* transformCsv(items: readonly PlanItem[]): Iterable<string> {
  yield `${HEADER}\n`;
  for (const item of items) {
    const transformation = transformationOf(item);
    if (transformation === undefined || item.repository === null) continue;
    const cells = [
      sourceUrl(item.repository),
      transformation.name,
      "",
      targetText(item, transformation.language),
    ];
    yield `${cells.map(csvCell).join(",")}\n`;
  }
}

/** How many items are in the file, and why others are not; empty when all are. */
export function leftOutOfTransform(items: readonly PlanItem[]): string {
  const open = items.filter(({ state }) => state !== "done");
  const left = open.filter((item) => item.repository === null || transformationOf(item) === undefined).length;
  if (left === 0) return "";
  const listed = open.length - left;
  return `atx lists ${listed} of ${counted(open.length, "item")}: only upgrades that have a repository (owners file) and a transformation`;
}

function transformationOf({ action, runtime, state }: PlanItem) {
  if (action !== "upgrade" || state === "done") return undefined;
  const family = /^(nodejs|python|java|ruby|dotnet)(?:core)?\d/.exec(runtime ?? "")?.[1];
  return family === undefined ? undefined : TRANSFORMATIONS[family as keyof typeof TRANSFORMATIONS];
}

/** `github.com/acme/payments` → `https://github.com/acme/payments`. Paths, URLs and `git@host:path` are as the owners file has them. */
function sourceUrl(repository: string): string {
  return /^[\w-]+(\.[\w-]+)+(:\d+)?\//.test(repository) ? `https://${repository}` : repository;
}

function targetText({ successor }: PlanItem, language: string): string {
  const version = /\d+(?:\.\d+)?/.exec(successor ?? "")?.[0];
  return version === undefined ? "" : `Target ${language} ${version}`;
}
