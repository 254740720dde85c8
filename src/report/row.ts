import type { ReportAlias } from "../model/column.ts";
import type { TargetName } from "../model/coverage.ts";
import {
  arnOf,
  type FunctionAlias,
  type FunctionExtras,
  isImage,
  type ReadFunction,
} from "../model/function.ts";
import { byCodePoint } from "../model/order.ts";
import { type AssessedRow, FOUND_KEYS, type FoundValues } from "../model/row.ts";
import type { Assessment, PublishedLifecycle, RuntimeStatus } from "../model/runtime.ts";

/** Assesses the runtime of a function, or of the version behind an alias. */
type Assess = (
  runtime: string | undefined,
  packageType: string,
  region: string,
  published?: PublishedLifecycle,
) => Assessment;

/** The row of a function: as it was read, and assessed. The keys are in the order of the JSON report. */
export function toRow(target: TargetName, fn: ReadFunction, assess: Assess): AssessedRow {
  const runtime = fn.runtime ?? fn.baseRuntime;
  // An image has a runtime only where its base names one: then it is assessed as any other function.
  const packageType = runtime !== undefined && isImage(fn) ? "Zip" : fn.packageType;
  const statusOf = (runtime?: string) => assess(runtime, fn.packageType, target.region).runtimeStatus;
  const assessment = assess(fn.baseRuntime ?? fn.runtime, packageType, target.region, fn.published);
  return {
    accountId: target.accountId,
    accountName: target.accountName,
    region: target.region,
    functionName: fn.functionName,
    version: fn.version,
    runtime: runtime ?? null,
    runtimeStatus: assessment.runtimeStatus,
    deprecationDate: assessment.deprecationDate,
    blockCreateDate: assessment.blockCreateDate,
    blockUpdateDate: assessment.blockUpdateDate,
    daysLeft: assessment.daysLeft,
    successor: assessment.successor,
    packageType: fn.packageType,
    architectures: fn.architectures,
    memorySize: fn.memorySize ?? null,
    timeout: fn.timeout ?? null,
    codeSize: fn.codeSize ?? null,
    lastModified: fn.lastModified,
    description: fn.description,
    handler: fn.handler,
    role: fn.role,
    layers: fn.layers,
    // AWS always returns the ARN; an emulator may not, and plans compare functions by it.
    functionArn: fn.functionArn || arnOf(target, fn),
    tags: fn.tags === undefined ? null : sortedTags(fn.tags),
    lastInvoked: fn.lastInvoked ?? null,
    aliases: fn.aliases === undefined ? null : sortedAliases(fn.aliases, statusOf),
    kind: fn.kind ?? "function",
    ...(fn.source && { source: fn.source }),
    ...fn.settings,
    ...found(fn),
  };
}

/** What extra calls found, under the keys of the columns. */
function found(fn: ReadFunction): FoundValues | undefined {
  let values: FoundValues | undefined;
  for (const key of FOUND_KEYS) if (fn[key] !== undefined) values = { ...values, [key]: fn[key] };
  return values;
}

/** AWS returns tags in any order; two runs must print the same bytes. */
function sortedTags(tags: NonNullable<FunctionExtras["tags"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => byCodePoint(a, b)));
}

function sortedAliases(
  aliases: readonly FunctionAlias[],
  statusOf: (runtime: string | undefined) => RuntimeStatus,
): readonly ReportAlias[] {
  return aliases
    .map(({ name, functionVersion, runtime }) => ({
      name,
      functionVersion,
      runtime: runtime ?? null,
      runtimeStatus: statusOf(runtime),
    }))
    .sort((a, b) => byCodePoint(a.name, b.name));
}
