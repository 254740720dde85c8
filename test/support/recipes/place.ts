/** Where the recipes run: a simulated AWS, and on the PATH the program, npm, GitHub's CLI and the S3 commands of the AWS CLI. */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../../simulator/index.ts";
import { smallOrganization } from "../cli/estates.ts";
import { cleanEnv } from "../cli/program.ts";
import { temporaryDirectory } from "../temporary.ts";

const MAIN = join(import.meta.dirname, "../../../dist/main.js");

/** `aws s3 cp` as far as the recipes use it: a bucket is a directory, and a missing object is an error as in S3. */
const AWS = `#!/bin/sh
while [ $# -gt 2 ]; do shift; done
from="$(echo "$1" | sed "s#^s3://#$S3/#")" to="$(echo "$2" | sed "s#^s3://#$S3/#")"
[ -f "$from" ] || { echo "fatal error: An error occurred (404) when calling the HeadObject operation" >&2; exit 1; }
mkdir -p "$(dirname "$to")" && cp "$from" "$to"
`;

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly folder: string;
  readonly simulator: Simulator;
  /** Runs a script with its arguments. */
  run(
    shell: "sh" | "bash",
    script: string,
    argv?: readonly string[],
    variables?: Record<string, string>,
  ): Promise<Ended>;
  close(): Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const folder = temporaryDirectory("recipes");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const programs = {
    aws: AWS,
    npm: '#!/bin/sh\necho "npm $*"\n',
    // The repository's visibility is all that a recipe asks.
    gh: '#!/bin/sh\necho "$VISIBILITY"\n',
    "lambda-inventory": `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  const simulator = await startSimulator({ estate: smallOrganization() });
  const env = {
    ...cleanEnv(simulator.env()),
    PATH: `${bin}:${process.env.PATH}`,
    S3: join(folder, "s3"),
    LAMBDA_INVENTORY_REGION: "eu-west-1,us-east-1",
    LAMBDA_INVENTORY_AS_OF: "2026-11-21",
  };
  return {
    folder,
    simulator,
    run: (shell, script, argv = [], variables = {}) =>
      ended(shell, script, argv, { cwd: folder, env: { ...env, ...variables } }),
    async close() {
      await simulator.close();
    },
  };
}

function ended(
  shell: "sh" | "bash",
  script: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string | undefined> },
): Promise<Ended> {
  // Like a CI runner: a step ends at its first failure.
  const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const child = spawn(shell, [...flags, "-c", script, shell, ...argv], options);
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  return new Promise((done) => child.once("close", (code) => done({ code: code ?? -1, ...texts })));
}
