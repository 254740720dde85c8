/** Outputs of a command that runs in this process, opened as the commands open them. */
import { PassThrough, type Writable } from "node:stream";
import type { Output } from "../../../src/cli/output/output.ts";
import { openOutput } from "../../../src/cli/output.ts";

/** Opens the file of `--output NAME` in this directory; without a name, stdout. */
export function openedIn(
  cwd: string,
  name: string | undefined,
  stdout: Writable = new PassThrough(),
): Promise<Output> {
  return openOutput(name, {
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    env: {},
    cwd,
    now: () => new Date(),
    onSignal: () => () => {},
  });
}

/** Writes a file from its first byte to its name. */
export async function writeTo(cwd: string, name: string, text: string): Promise<void> {
  const output = await openedIn(cwd, name);
  await output.write(text);
  await output.finish();
}
