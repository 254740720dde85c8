/** No file imports itself, directly or through others; imports of types count, since they tie files together as well. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { localImports } from "../support/architecture/imports.ts";

/** The groups of files that reach each other (strongly connected, by Tarjan). */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!index.has(next)) low.set(file, Math.min(low.get(file) ?? own, visit(next)));
      else if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? own, index.get(next) ?? own));
    }
    if (low.get(file) === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1 || (edges.get(file) ?? []).includes(file)) circles.push(circle.sort());
    }
    return low.get(file) ?? own;
  };
  for (const file of [...edges.keys()].sort()) if (!index.has(file)) visit(file);
  return circles;
}

test("no imports go in a circle, those of types included", () => {
  const edges = new Map<string, string[]>();
  for (const { from, to } of localImports) edges.set(from, [...(edges.get(from) ?? []), to]);
  assert.ok(edges.size > 200, "the imports were found");
  const circles = circlesOf(edges);
  assert.deepEqual(
    circles.map((circle) => circle.join(" ")),
    [],
  );
});
