/** The built program in a real terminal. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Environment, MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";

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

/** Runs a command in a terminal of 80 × 50 and returns what stands on its screen. */
async function inTerminal(command: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const socket = `inventory-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...argv: string[]) =>
    execFileSync("tmux", ["-L", socket, ...argv], { encoding: "utf8", env: environment });
  tmux("-u", "new-session", "-d", "-x", "80", "-y", "50", `${command}; echo "ended $?"; sleep 60`);
  try {
    for (let i = 0; i < 100; i++) {
      await sleep(150);
      const screen = tmux("capture-pane", "-p", "-e");
      if (screen.includes("ended ")) return screen.trimEnd().split("\n");
    }
    throw new Error("the command did not end");
  } finally {
    tmux("kill-server");
  }
}

const noTmux = spawnSync("tmux", ["-V"]).status !== 0 && "tmux is not installed: apt-get install tmux";

test("in a terminal of 80 columns no line is wider, Japanese and emoji included", {
  skip: noTmux,
}, async () => {
  const environment = { ...env, TERM: "xterm-256color", LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
  const screen = await inTerminal(`"${process.execPath}" "${MAIN}" -r us-east-1`, environment);
  const text = screen.map((line) => line.replaceAll(/\x1b\[[0-9;]*m/g, ""));
  assert.ok(
    text.some((line) => line.includes("在庫一覧")),
    screen.join("\n"),
  );
  assert.ok(
    text.some((line) => line.includes("🚀")),
    screen.join("\n"),
  );
  // A line that is too wide wraps, and then the box's edge stands alone on a line of its own.
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
