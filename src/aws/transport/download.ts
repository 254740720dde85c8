/**
 * Downloads that a URL of AWS's allows without credentials. A URL goes in, the body comes out; the URL is a secret, which no
 * message and no log contains.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpRequest } from "@smithy/types";
import { isSecure } from "../../model/secure-url.ts";
import type { Handler } from "./handler.ts";
import { faultOf, waitBefore } from "./retry.ts";

interface DownloadOptions {
  readonly handler: Handler;
  readonly maxAttempts: number;
}

/** Rejects with an error of the network, or one that has the status of the response. */
export type Download = (url: string, signal: AbortSignal) => Promise<Uint8Array>;

export function createDownload({ handler, maxAttempts }: DownloadOptions): Download {
  async function attempt(url: URL, signal: AbortSignal): Promise<Uint8Array> {
    const { response } = await handler.handle(requestOf(url), { abortSignal: signal });
    if (response.statusCode === 200) return response.body as Uint8Array;
    const message = `the download was refused (HTTP ${response.statusCode})`;
    const $metadata = { httpStatusCode: response.statusCode };
    throw Object.assign(new Error(message), { name: "DownloadRefused", $metadata });
  }

  return async (text, signal) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !isSecure(url))
      throw Object.assign(new Error("the URL of the download is not https"), { name: "InvalidResponse" });
    for (let count = 1; ; count++) {
      try {
        return await attempt(url, signal);
      } catch (error) {
        const wait = waitBefore(count + 1, faultOf(error), maxAttempts);
        if (wait === undefined) throw error;
        await sleep(wait, undefined, { signal });
      }
    }
  };
}

function requestOf({ protocol, hostname, port, pathname, search, host }: URL): HttpRequest {
  const common = { protocol, hostname, method: "GET", path: pathname + search, headers: { host } };
  return (port === "" ? common : { ...common, port: Number(port) }) as HttpRequest;
}
