/**
 * Where notices are posted: a channel and the environment go in, the URL comes out. The URL is a secret, since whoever
 * knows it can post. It is read from the environment or from a file, never from the command line, which every process
 * on the machine can read, and no message shows more of it than its host.
 */
import { readTextFile } from "../files/read.ts";
import { UserError } from "../model/failure.ts";
import { isSecure } from "../model/secure-url.ts";
import { CHANNELS, type Channel } from "./channels.ts";

/** @throws UserError when there is no URL, or it is not https */
export async function readAddress(
  channel: Channel,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<URL> {
  const { variable } = CHANNELS[channel];
  const [url, file] = [env[`${variable}_URL`] || undefined, env[`${variable}_FILE`] || undefined];
  if (url !== undefined && file !== undefined) {
    throw new UserError(
      `--notify ${channel}: ${variable}_URL and ${variable}_FILE cannot be combined`,
      "Unset one of the two.",
    );
  }
  if (url !== undefined) return checked(url, `${variable}_URL`);
  if (file !== undefined) return checked(await contents(file, cwd, variable), `the file of ${variable}_FILE`);
  const hint = `Set the environment variable ${variable}_URL, or ${variable}_FILE to the name of a file that contains the URL.`;
  throw new UserError(`--notify ${channel} requires a URL`, hint);
}

/** The most that the file may hold; a URL is shorter. */
const MAX_BYTES = 1024 * 1024;

function contents(file: string, cwd: string, variable: string): Promise<string> {
  const hint = URL.canParse(file)
    ? `It must be the name of a file; to pass the URL itself, use ${variable}_URL.`
    : "It must be the name of a file that contains the URL.";
  return readTextFile(file, { what: `${variable}_FILE`, cwd, maxBytes: MAX_BYTES, hint });
}

function checked(text: string, place: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined) throw new UserError(`${place} is not a URL`, "It must start with https://.");
  if (url.username !== "" || url.password !== "") {
    throw new UserError(`${place} contains a user name or password`, "Remove it from the URL.");
  }
  if (isSecure(url)) return url;
  throw new UserError(`${place} must use https`, "Plain http is allowed only for localhost.");
}
