import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One run of one program; CPU time is user and system, that of its own children included. */
export interface Measurement {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Largest resident set, MiB. */
  readonly peakMb: number;
  readonly exitCode: number;
  readonly stderr: string;
}

const LAUNCHER = join(import.meta.dirname, "launch.py");

/** Nothing of the caller's own AWS set-up may reach a program that is measured. */
export const SHELTER = {
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/**
 * Runs the command with its stdout in a file, or read by a slow reader. By wait4 in a launcher, since Node tells nothing of how a child
 * used the machine.
 */
export async function measure(
  command: Command,
  stdout: string,
  directory: string,
  bytesPerSecond = 0,
): Promise<Measurement> {
  const file = join(directory, "measurement.json");
  const stderr = await launch([LAUNCHER, file, stdout, String(bytesPerSecond), ...command.argv], command.env);
  const numbers = JSON.parse(readFileSync(file, "utf8")) as Omit<Measurement, "stderr">;
  return { ...numbers, stderr };
}

/** Resolves with stderr once the launcher has ended. */
function launch(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  const child = spawn("python3", argv, {
    env: { PATH, HOME, LANG, ...SHELTER, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const end = () => child.kill();
  process.once("exit", end);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => {
      process.off("exit", end);
      if (code === 0) resolve(stderr);
      else reject(new Error(`the launcher failed: ${stderr}`));
    });
  });
}
