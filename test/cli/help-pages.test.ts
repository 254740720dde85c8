/** The help pages as they are printed: `UPDATE_GOLDEN=1 npm test cli/help` writes them. */
import { test } from "node:test";
import { COMMAND_NAMES } from "../../src/cli/commands.ts";
import { assertGolden } from "../support/cli/golden.ts";
import { program } from "../support/cli/program.ts";

const PAGES = [
  ["-h"],
  ["--help"],
  ...COMMAND_NAMES.flatMap((name) => [
    [name, "-h"],
    [name, "--help"],
  ]),
];

for (const argv of PAGES) {
  test(`lambda-inventory ${argv.join(" ")}`, async () => assertGolden(argv, "", await program(argv)));
}
