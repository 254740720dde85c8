/** Limits on reading a catalogue from a file or URL: time, size, redirects. */
import { UserError } from "../model/failure.ts";

export const LIMITS = { maxBytes: 5_000_000, timeoutMs: 15_000, redirects: 5 } as const;

export interface RetrieveOptions {
  /** Relative paths are resolved against this directory. */
  readonly cwd: string;
  readonly now: Date;
  /** A fetch that goes through the proxy; default: the global one. */
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default 5 MB, measured after decompression. */
  readonly maxBytes?: number | undefined;
  /** Default 15 seconds, from the first connection to the last byte. */
  readonly timeoutMs?: number | undefined;
}

export interface Retrieved {
  readonly text: string;
  /** The source as messages show it: a path, or a URL without its query, which may contain a token. */
  readonly label: string;
  /** The day of the file or of the download, and where it was taken from. */
  readonly day: string;
  readonly dayFrom: "its modification time" | "its Last-Modified header" | "the day of the download";
}

/** The part of the Fetch standard used here, so that any implementation can be passed. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

interface FetchInit {
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  readonly headers: Record<string, string>;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: (AsyncIterable<Uint8Array> & { cancel?(): Promise<void> }) | null;
}

/** Reads a stream to its end; throws a `UserError` as soon as it exceeds the limit. */
export async function readWhole(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  label: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new UserError(
        `catalogue ${label}: larger than ${maxBytes / 1e6} MB`,
        "A catalogue is a few dozen kilobytes. Is this the right file?",
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
