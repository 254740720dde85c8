/** Starts moto's server, an emulator of AWS that we did not write. */
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

/** Why the emulator cannot be had on this machine, in one line; undefined when it can. */
export function motoMissing(): string | undefined {
  const { status } = spawnSync("python3", ["-c", "import moto.server, boto3, flask"]);
  return status === 0 ? undefined : "moto is not installed: pip install 'moto[server]' boto3";
}

export interface Moto {
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const child = spawn("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/moto-api/`).catch(() => undefined);
    if (answer) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("moto did not answer within 30 s");
}
