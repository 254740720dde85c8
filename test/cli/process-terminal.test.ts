/** The built program in a real terminal. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Environment, MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";
import { inTerminal, noTmux } from "../support/cli/terminal.ts";

let simulator: Simulator;
let env: Environment;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [
        {
          name: "wide",
          functions: {
            "us-east-1": [
              {
                name: "japanese",
                Runtime: "python3.9",
                Description: "在庫一覧を毎晩つくる関数です。長い説明文がここに続きます。",
              },
              {
                name: "emoji",
                Runtime: "nodejs24.x",
                Description: "🚀 ships parcels 👩‍👩‍👧‍👦 to families everywhere on earth",
              },
            ],
          },
        },
      ],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

test("in a terminal of 80 columns no line is wider, Japanese and emoji included", {
  skip: noTmux,
}, async () => {
  const environment = { ...env, TERM: "xterm-256color", LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
  const screen = await inTerminal(
    `"${process.execPath}" "${MAIN}" -r us-east-1 --columns functionName,description`,
    environment,
  );
  const text = screen.map((line) => line.replaceAll(/\x1b\[[0-9;]*m/g, ""));
  assert.ok(
    text.some((line) => line.includes("在庫一覧")),
    screen.join("\n"),
  );
  assert.ok(
    text.some((line) => line.includes("🚀")),
    screen.join("\n"),
  );
  // A line that is too wide would wrap.
  const rows = text.filter((line) => /japanese|emoji/.test(line));
  assert.equal(rows.length, 2, screen.join("\n"));
  assert.match(screen.join("\n"), /\x1b\[3[0-9]/, "status is coloured");
});

test("NO_COLOR and TERM=dumb keep colours out of a terminal", { skip: noTmux }, async () => {
  for (const plain of [{ NO_COLOR: "1", TERM: "xterm-256color" }, { TERM: "dumb" }]) {
    const environment = { ...env, LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
    const settings = Object.entries(plain)
      .map(([name, value]) => `${name}=${value}`)
      .join(" ");
    const command = `env ${settings} "${process.execPath}" "${MAIN}" -r us-east-1`;
    const screen = await inTerminal(command, environment);
    assert.doesNotMatch(screen.join("\n"), /\x1b\[3[0-9]/);
  }
});
