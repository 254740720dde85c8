/** Starts moto's server, an emulator of AWS that we did not write. */
import { type ChildProcessByStdio, execFile, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

/** Why the emulator cannot be had on this machine, in one line; undefined when it can. */
export function motoMissing(): string | undefined {
  // Without importing them, which takes longer than most tests.
  const script = "import importlib.util as u; assert all(map(u.find_spec, ['moto', 'boto3', 'flask']))";
  const { status } = spawnSync("python3", ["-c", script], { stdio: "ignore" });
  return status === 0 ? undefined : "moto is not installed: pip install 'moto[server]' boto3";
}

export interface Moto {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

export async function startMoto(): Promise<Moto> {
  // Port 0: any that is free, which another process cannot take in the meantime.
  const child = spawn("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = await urlOf(child);
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "testing",
      AWS_SECRET_ACCESS_KEY: "testing",
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

/** Runs seed.py: what boto3 lists, by `account/region`. */
export async function seed(url: string): Promise<Record<string, [string, string, string, string][]>> {
  const script = join(import.meta.dirname, "seed.py");
  const { stdout } = await promisify(execFile)("python3", [script, url], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

/** What it says when it listens, for which a busy machine needs most of a minute. */
function urlOf(child: ChildProcessByStdio<null, null, Readable>): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const timer = setTimeout(
      () => failed(new Error(`moto did not start within two minutes: ${said}`)),
      120_000,
    );
    child.once("exit", (code) => {
      clearTimeout(timer);
      failed(new Error(`moto ended with ${code}: ${said}`));
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (said.length < 10_000) said += chunk;
      const [, url] = /Running on (http:\S+)/.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    });
  });
}
