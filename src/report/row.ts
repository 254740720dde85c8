import type { FunctionAlias, FunctionExtras, ReadFunction } from "../model/function.ts";
import { byCodePoint } from "../model/order.ts";
import type { AssessedRow, ReportAlias } from "../model/report.ts";
import type { Assessment } from "../model/runtime.ts";

export interface RowTarget {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
}

/** Assesses the runtime of a function, or of the version behind an alias. */
export type Assess = (runtime: string | undefined, packageType: string) => Assessment;

/** The row of a function: as it was read, and assessed. The keys are in the order of the JSON report. */
export function toRow(target: RowTarget, fn: ReadFunction, assess: Assess): AssessedRow {
  const assessment = assess(fn.runtime, fn.packageType);
  return {
    accountId: target.accountId,
    accountName: target.accountName,
    region: target.region,
    functionName: fn.functionName,
    version: fn.version,
    runtime: fn.runtime ?? null,
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
    functionArn: fn.functionArn,
    tags: fn.tags === undefined ? null : sortedTags(fn.tags),
    lastInvoked: fn.lastInvoked ?? null,
    aliases: fn.aliases === undefined ? null : sortedAliases(fn.aliases, fn.packageType, assess),
    kind: "function",
  };
}

/** AWS returns tags in any order; two runs must print the same bytes. */
function sortedTags(tags: NonNullable<FunctionExtras["tags"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => byCodePoint(a, b)));
}

function sortedAliases(
  aliases: readonly FunctionAlias[],
  packageType: string,
  assess: Assess,
): readonly ReportAlias[] {
  return aliases
    .map(({ name, functionVersion, runtime }) => ({
      name,
      functionVersion,
      runtime: runtime ?? null,
      // A zip always has a runtime: without one here, it could not be read.
      runtimeStatus:
        runtime === undefined && packageType !== "Image"
          ? ("unknown" as const)
          : assess(runtime, packageType).runtimeStatus,
    }))
    .sort((a, b) => byCodePoint(a.name, b.name));
}
