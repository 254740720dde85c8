/** The question for an MFA code, in a real terminal. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";
import { inTerminal, noTmux } from "../support/cli/terminal.ts";

const DEVICE = "arn:aws:iam::111111111111:mfa/me";
let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub" },
        { name: "guarded", functions: { "eu-west-1": ["inside"] }, roles: [{ name: "Reader", mfa: true }] },
      ],
    }),
  });
});
after(() => simulator.close());

/** @param then a command that runs in the same terminal afterwards */
function asking(keys: readonly string[], then = "true"): Promise<string[]> {
  const env = { ...cleanEnv(simulator.env()), TERM: "xterm-256color", LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
  const file = join(env.HOME ?? "", "accounts.json");
  const account = { id: "222222222222", role: "Reader", mfaSerial: DEVICE };
  writeFileSync(file, JSON.stringify({ accounts: [account] }));
  const command = `"${process.execPath}" "${MAIN}" -a ${file} -r eu-west-1; code=$?; ${then}; (exit $code)`;
  return inTerminal(command, env, { columns: 120, types: { after: "MFA code", keys } });
}

test("an MFA code is not shown while it is typed, and corrections work", { skip: noTmux }, async () => {
  const screen = (await asking(["123459", "BSpace", "6", "Enter"])).join("\n");
  assert.match(screen, /MFA code for arn:aws:iam::111111111111:mfa\/me[^\n]*: *\n/);
  assert.doesNotMatch(screen, /12345/);
  assert.match(screen, /inside[\s\S]*ended 0/);
});

test("Ctrl-C at the prompt ends the run, and the terminal shows again what is typed", {
  skip: noTmux,
}, async () => {
  const screen = (await asking(["1", "2", "C-c"], "stty -a")).join("\n");
  assert.match(screen, /ended 130/);
  assert.match(screen, /(^|\s)icanon[\s\S]*\secho /m);
  assert.doesNotMatch(screen, /-echo |-icanon/);
});
