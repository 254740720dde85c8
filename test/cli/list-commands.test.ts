/** What the other commands print, as golden files. `UPDATE_GOLDEN=1 npm test cli/list` writes these too. */
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { assertGolden } from "../support/cli/golden.ts";
import { program } from "../support/cli/program.ts";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization(), pageSize: 2 });
});
after(() => simulator.close());

const CASES: readonly (readonly [string, number?])[] = [
  ["accounts --org"],
  ["accounts --org --exclude-account legacy", 60],
  ["accounts --org -f yaml -q"],
  ["accounts --org -f json -q"],
  ["check --org -r eu-west-1,us-east-1 --with tags"],
  ["check --org -r eu-west-1 --no-progress", 80],
  ["check --org -r eu-west-1 -f tsv"],
  ["runtimes --runtime python2.7,nodejs4.3,java8"],
  ["runtimes --runtime python2.7,nodejs4.3,java8", 80],
  ["runtimes --runtime python2.7 -f json"],
  ["runtimes --runtime nodjs4.3"],
  ["role --format policy --with tags,aliases"],
  ["role --format trust-policy --trusted-account 111122223333 --external-id inventory-7f3c"],
  ["role --format trust-policy"],
  ["role --format hub-policy"],
  ["role --format cloudformation --trusted-account 111122223333"],
  ["role --format terraform --trusted-account 111122223333"],
];

for (const [line, terminal] of CASES) {
  const about = terminal === undefined ? "" : `on a terminal of ${terminal} columns`;
  test(`lambda-inventory ${line} ${about}`, async () => {
    const argv = line.split(" ");
    const surroundings = { env: simulator.env(), ...(terminal && { terminal }) };
    assertGolden(argv, about, await program(argv, surroundings));
  });
}
