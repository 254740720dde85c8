/** What a catalogue from elsewhere may cost: time, data, redirects. */
import { UserError } from "../model/failure.ts";

export const LIMITS = { maxBytes: 5_000_000, timeoutMs: 15_000, redirects: 5 } as const;

export interface RetrieveOptions {
  /** Against which a relative path is resolved. */
  readonly cwd: string;
  readonly now: Date;
  /** For a proxy: a fetch that goes through it. Default: the global one. */
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default 5 MB, of the text as it is after decompression. */
  readonly maxBytes?: number | undefined;
  /** Default 15 seconds, for everything from the first connection to the last byte. */
  readonly timeoutMs?: number | undefined;
}

export interface Retrieved {
  readonly text: string;
  /** How messages name the source: a path, or a URL without its query, which may hold a token. */
  readonly label: string;
  /** The day of the file, or of the download, and how we know. */
  readonly day: string;
  readonly dayFrom: "its modification time" | "its Last-Modified header" | "the day of the download";
}

/** What is used of the Fetch standard, so that any implementation of it can be handed in. */
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

/** The whole text of a stream; a `UserError` as soon as it is longer than the limit. */
export async function gather(
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
        "A catalogue has a few dozen kilobytes: is this the right file?",
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
