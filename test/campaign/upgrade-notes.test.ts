import assert from "node:assert/strict";
import { test } from "node:test";
import { upgradeNote } from "../../src/campaign/upgrade-notes.ts";

const SDK = "move from version 2 of the AWS SDK to version 3, or package version 2";
const AL2023 = "replace distutils and imp, build native packages for Amazon Linux 2023";
const REMOVED = "replace cgi, crypt and other removed modules";

const NOTES: readonly (readonly [runtime: string | null, successor: string | null, note: string])[] = [
  ["nodejs4.3", "nodejs24.x", `${SDK}; make callback handlers async`],
  ["nodejs16.x", "nodejs22.x", SDK],
  ["nodejs18.x", "nodejs24.x", "make callback handlers async"],
  ["nodejs18.x", "nodejs22.x", ""],
  ["nodejs24.x", "nodejs26.x", ""],
  ["python2.7", "python3.14", `port the code from Python 2; ${AL2023}; ${REMOVED}`],
  ["python3.9", "python3.12", AL2023],
  ["python3.12", "python3.14", REMOVED],
  ["python3.13", "python3.14", ""],
  [
    "java8",
    "java25",
    "add JAXB and JAX-WS as dependencies where they are used; update libraries that use internals of the JDK",
  ],
  ["java11", "java25", "update libraries that use internals of the JDK"],
  ["java8", "java8.al2023", ""],
  ["ruby3.2", "ruby4.0", "build native gems for Amazon Linux 2023"],
  ["ruby3.3", "ruby4.0", ""],
  ["dotnetcore3.1", "dotnet10", "set TargetFramework to net10.0 and build again"],
  ["dotnet8", "dotnet10", "set TargetFramework to net10.0 and build again"],
  ["go1.x", "provided.al2023", "build an executable named bootstrap for Amazon Linux 2023"],
  ["provided", "provided.al2023", "build the bootstrap for Amazon Linux 2023"],
  ["provided.al2", "provided.al2023", "build the bootstrap for Amazon Linux 2023"],
  ["nodejs18.x", null, ""],
  ["nodejs18.x", "python3.14", ""],
  ["constructor1", "constructor2", ""],
  [null, null, ""],
];

for (const [runtime, successor, note] of NOTES)
  test(`from ${runtime} to ${successor}: ${note || "nothing to say"}`, () =>
    assert.equal(upgradeNote(runtime, successor), note));
