/** The built program in a real terminal. */
import { execFileSync, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export const noTmux = spawnSync("tmux", ["-V"]).status !== 0 && "tmux is not installed: apt-get install tmux";

interface Terminal {
  readonly columns?: number;
  /** What is typed once the screen shows `after`. */
  readonly types?: { readonly after: string; readonly keys: readonly string[] };
}

/** Runs a command in a terminal with 50 rows and returns the lines of its screen. */
export async function inTerminal(
  command: string,
  env: NodeJS.ProcessEnv,
  { columns = 80, types }: Terminal = {},
): Promise<string[]> {
  const socket = `inventory-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...argv: string[]) =>
    execFileSync("tmux", ["-L", socket, ...argv], { encoding: "utf8", env });
  tmux("-u", "new-session", "-d", "-x", `${columns}`, "-y", "50", `${command}; echo "ended $?"; sleep 60`);
  let typed = types === undefined;
  try {
    for (let i = 0; i < 400; i++) {
      await sleep(150);
      const screen = tmux("capture-pane", "-p", "-e");
      if (screen.includes("ended ")) return screen.trimEnd().split("\n");
      if (typed || !types || !screen.includes(types.after)) continue;
      tmux("send-keys", ...types.keys);
      typed = true;
    }
    throw new Error(`the command did not end:\n${tmux("capture-pane", "-p")}`);
  } finally {
    tmux("kill-server");
  }
}
