import { isDeprecated } from "../../model/runtime.ts";
import { counted } from "../../model/words.ts";
import type { CellChange, Change, Difference, OneSided, Side } from "../difference.ts";
import { cellKey } from "../keys.ts";

/** Up to this many names are listed. */
const FEW = 5;

/** What limits the comparison of two reports; sentences, most important first. */
export function notesOf({ old, new: fresh, scope, functions, cells }: Difference): string[] {
  return [
    ...unread(functions.unread, cells.notReadNow),
    ...newlyVisible(functions.newlyVisible),
    ...oneSided("account", scope.accounts),
    ...oneSided("region", scope.regions),
    ...filtered("older", old),
    ...filtered("newer", fresh),
    ...versions(old, fresh),
    ...catalogues(old, fresh),
  ];
}

function unread(functions: readonly Change[], cells: readonly CellChange[]): string[] {
  const places = new Set(cells.map(cellKey));
  const [there, elsewhere] = [true, false].map(
    (is) => functions.filter((it) => places.has(cellKey(it)) === is).length,
  );
  return [...notRead(cells.length, there ?? 0), ...notListed(elsewhere ?? 0)];
}

function notRead(regions: number, functions: number): string[] {
  if (regions === 0) return [];
  const [were, their] = regions === 1 ? ["was", "its"] : ["were", "their"];
  return [
    `${counted(regions, "region")} ${were} not read this time; ${their} ${counted(functions, "function")} may still exist.`,
  ];
}

/** In regions that both reports read: left out by a filter, or web functions that were not asked for. */
function notListed(functions: number): string[] {
  if (functions === 0) return [];
  const regions = functions === 1 ? "its region" : "their regions";
  return [
    `${counted(functions, "function")} may still exist: the newer report does not list everything in ${regions}.`,
  ];
}

function newlyVisible(functions: readonly Change[]): string[] {
  if (functions.length === 0) return [];
  const deprecated = functions.filter(({ new: now }) => now && isDeprecated(now.runtimeStatus)).length;
  const regions = functions.length === 1 ? "its region was" : "their regions were";
  return [
    `${counted(functions.length, "function")} (${deprecated} deprecated) may not be new: ${regions} not (fully) covered by the older report.`,
  ];
}

function oneSided(noun: string, { onlyOld, onlyNew }: OneSided): string[] {
  const only = (which: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`Only in the ${which} report: ${listed(noun, names)}.`];
  return [...only("older", onlyOld), ...only("newer", onlyNew)];
}

function listed(noun: string, names: readonly string[]): string {
  return names.length > FEW ? counted(names.length, noun) : `${noun} ${names.join(", ")}`;
}

function filtered(which: string, side: Side): string[] {
  return side.filtered
    ? [`The ${which} report was created with a filter and contains only some of its functions.`]
    : [];
}

function versions(old: Side, fresh: Side): string[] {
  if (old.versions === fresh.versions) return [];
  const which = old.versions === "all" ? "older" : "newer";
  return [`Only the ${which} report lists published versions, so only $LATEST is compared.`];
}

function catalogues(old: Side, fresh: Side): string[] {
  const name = ({ catalogue }: Side) => `${catalogue.asOf} (${catalogue.source})`;
  return name(old) === name(fresh)
    ? []
    : [`Assessed with runtime catalogue ${name(old)} then, ${name(fresh)} now.`];
}
