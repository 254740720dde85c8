/**
 * The SDK's packages describe all their operations in one file of arrays, whose objects have computed keys
 * (`{ [_xN]: _aN }`). A computed key may have effects, so the bundler keeps every array, used or not: a megabyte
 * and 200 ms of start-up for the one operation of EC2 that we call. With the keys written out it drops them.
 */
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

export const pureSchemas: Plugin = {
  name: "pure-schemas",
  setup(build) {
    build.onLoad({ filter: /[\\/]schemas[\\/]schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: writeOutKeys(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};

/** Replaces `[name]:` by the string that a top-level `const name = "..."` gives it. */
export function writeOutKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  return source.replace(/\[(\w+)\]:/g, (key, name: string) => {
    const value = constants.get(name);
    return value === undefined ? key : `${value}:`;
  });
}
