import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../model/failure.ts";
import { isSecure } from "../model/secure-url.ts";
import { CHANNELS, type Channel } from "./channels.ts";

/**
 * The address of a channel, which is a secret: whoever knows it can post. It comes from `<VARIABLE>_URL`, or from the
 * file that `<VARIABLE>_FILE` names, and never from the command line, which every process may read. It is in no message.
 *
 * @throws UserError when there is none, or it is no https URL
 */
export async function readAddress(
  channel: Channel,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<URL> {
  const { variable } = CHANNELS[channel];
  const [url, file] = [env[`${variable}_URL`] || undefined, env[`${variable}_FILE`] || undefined];
  if (url !== undefined && file !== undefined) {
    throw new UserError(
      `--notify ${channel}: ${variable}_URL and ${variable}_FILE are both set`,
      "Unset one of the two.",
    );
  }
  if (url !== undefined) return checked(url, `${variable}_URL`);
  if (file !== undefined)
    return checked(await contents(file, cwd, `${variable}_FILE`), `the file of ${variable}_FILE`);
  const hint = `Put its URL into the environment variable ${variable}_URL, or into a file that ${variable}_FILE names.`;
  throw new UserError(`--notify ${channel}: no URL is configured`, hint);
}

async function contents(file: string, cwd: string, place: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new UserError(`${place}: cannot read ${JSON.stringify(file)}: ${why}`, undefined, { cause });
  }
}

function checked(text: string, place: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined) throw new UserError(`${place} holds no URL`, "It begins with https://.");
  if (url.username !== "" || url.password !== "") {
    throw new UserError(`${place} holds a URL with a user name`, "Give one without.");
  }
  if (isSecure(url)) return url;
  throw new UserError(`${place} holds a URL that is not https`, "Plain http is taken for this machine only.");
}
