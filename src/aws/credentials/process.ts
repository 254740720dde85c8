/** Runs the command of `credential_process`. No message repeats the command or its output, which may hold secrets. */
import { exec, execFile } from "node:child_process";
import type { AwsCredentialIdentity } from "@smithy/types";
import { isFilled } from "../transport/untyped.ts";

/** Far more than such a command prints. */
const MAX_BYTES = 1024 * 1024;

interface CredentialCommand {
  readonly line: string;
  readonly words: readonly string[];
  /** Of the profile, for a command that does not print one. */
  readonly accountId: string | undefined;
}

/**
 * Runs the command without a shell, as the AWS CLI does; on Windows with `cmd.exe`, which finds scripts too.
 * Rejects with an error that repeats nothing of the command or its output.
 */
export async function processCredentials({ line, words, accountId }: CredentialCommand) {
  const printed = process.platform === "win32" ? await run(line) : await run(words);
  return credentialsIn(printed, accountId);
}

function run(command: string | readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: MAX_BYTES, encoding: "utf8" } as const;
    const done = (error: ProcessError | null, stdout: string): void => {
      if (error) reject(new Error(endOf(error)));
      else resolve(stdout);
    };
    const [file = "", ...rest] = command;
    const child =
      typeof command === "string" ? exec(command, options, done) : execFile(file, rest, options, done);
    // A command that reads stdin must not wait for input that nobody can type.
    child.stdin?.on("error", () => {});
    child.stdin?.end();
  });
}

interface ProcessError extends Error {
  readonly code?: number | string | null;
  readonly signal?: NodeJS.Signals | null;
}

function endOf({ code, signal }: ProcessError): string {
  if (code === "ENOENT") return "the command was not found";
  if (code === "EACCES") return "no permission to run the command";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "its output is too large";
  if (signal) return `it was ended by ${signal}`;
  return `exit code ${code}`;
}

function credentialsIn(printed: string, accountId: string | undefined): AwsCredentialIdentity {
  const found = parsed(printed);
  if (found.Version !== 1) throw new Error('its output has no "Version": 1');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration, AccountId } = found;
  if (!isFilled(AccessKeyId) || !isFilled(SecretAccessKey)) {
    throw new Error("its output has no AccessKeyId or no SecretAccessKey");
  }
  const expiration = isFilled(Expiration) ? new Date(Expiration) : undefined;
  if (expiration && Number.isNaN(expiration.getTime())) throw new Error("its Expiration is not a date");
  const account = isFilled(AccountId) ? AccountId : accountId;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(isFilled(SessionToken) && { sessionToken: SessionToken }),
    ...(expiration && { expiration }),
    ...(account && { accountId: account }),
  };
}

function parsed(printed: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(printed);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Reported below, without the text.
  }
  throw new Error("its output is not a JSON object");
}
