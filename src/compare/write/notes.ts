import { isDeprecated } from "../../model/runtime.ts";
import { counted } from "../../report/groups.ts";
import type { CellChange, Change, Difference, OneSided, Side } from "../difference.ts";

/** So many names are still given one by one. */
const FEW = 5;

/** What keeps two reports from telling everything about each other; sentences, most important first. */
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
  if (functions.length === 0 && cells.length === 0) return [];
  return [
    `${counted(cells.length, "region")} read then ${cells.length === 1 ? "was" : "were"} not read now; ${counted(functions.length, "function")} seen then cannot be called gone.`,
  ];
}

function newlyVisible(functions: readonly Change[]): string[] {
  if (functions.length === 0) return [];
  const deprecated = functions.filter(({ new: now }) => now && isDeprecated(now.runtimeStatus)).length;
  return [
    `${counted(functions.length, "function")} seen now, ${deprecated} of them deprecated, cannot be called new: their regions were not read then, or not shown whole.`,
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
  return side.filtered ? [`The ${which} report was made with a filter and holds part of its functions.`] : [];
}

function versions(old: Side, fresh: Side): string[] {
  if (old.versions === fresh.versions) return [];
  const which = old.versions === "all" ? "older" : "newer";
  return [`Only the ${which} report lists published versions: $LATEST alone is compared.`];
}

function catalogues(old: Side, fresh: Side): string[] {
  const name = ({ catalogue }: Side) => `${catalogue.asOf} (${catalogue.source})`;
  return name(old) === name(fresh)
    ? []
    : [`Judged by the catalogue of ${name(old)} then, of ${name(fresh)} now.`];
}
