/**
 * What an upgrade changes for the code. In: the runtime and the one to move to. Out: what to do beyond changing the runtime, or
 * nothing where neither the language nor the operating system removes much. Pure.
 */
import { byVersion } from "../model/order.ts";

/** By family: a version, and what to do when an upgrade reaches or passes it. A Map, since the family comes from outside. */
const CHANGES: ReadonlyMap<string, readonly (readonly [version: string, what: string])[]> = new Map([
  [
    "nodejs",
    [
      ["18", "move from version 2 of the AWS SDK to version 3, or package version 2"],
      ["24", "make callback handlers async"],
    ],
  ],
  [
    "python",
    [
      ["3", "port the code from Python 2"],
      ["3.12", "replace distutils and imp, build native packages for Amazon Linux 2023"],
      ["3.13", "replace cgi, crypt and other removed modules"],
    ],
  ],
  [
    "java",
    [
      ["11", "add JAXB and JAX-WS as dependencies where they are used"],
      ["17", "update libraries that use internals of the JDK"],
    ],
  ],
  ["ruby", [["3.3", "build native gems for Amazon Linux 2023"]]],
]);

/** `make callback handlers async`; empty where there is nothing to say. */
export function upgradeNote(runtime: string | null, successor: string | null): string {
  const [from, to] = [parsed(runtime), parsed(successor)];
  if (successor === "provided.al2023") return osNote(from.family);
  // Every upgrade of .NET takes the same.
  if (/^dotnet(core)?$/.test(from.family) && to.family === "dotnet")
    return `set TargetFramework to net${to.version}.0 and build again`;
  if (from.family !== to.family) return "";
  const passed = (CHANGES.get(from.family) ?? []).filter(
    ([version]) => byVersion(from.version, version) < 0 && byVersion(version, to.version) <= 0,
  );
  return passed.map(([, what]) => what).join("; ");
}

function osNote(family: string): string {
  if (family === "go") return "build an executable named bootstrap for Amazon Linux 2023";
  return family === "provided" ? "build the bootstrap for Amazon Linux 2023" : "";
}

/** `python3.9` → python and 3.9; `nodejs18.x` → nodejs and 18. */
function parsed(runtime: string | null): { readonly family: string; readonly version: string } {
  const [, family = "", version = ""] = /^([a-z]+)(\d+(?:\.\d+)?)?/.exec(runtime ?? "") ?? [];
  return { family, version };
}
