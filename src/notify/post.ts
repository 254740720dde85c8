/**
 * Delivers a notice: a URL and a message go in; nothing comes out when it was delivered, else the reason. The URL is secret
 * and is in no reason.
 */
import { setTimeout as pause } from "node:timers/promises";

/** The part of `fetch` that is used here. */
type Post = (
  url: string,
  init: {
    readonly method: "POST";
    readonly redirect: "manual";
    readonly signal: AbortSignal;
    readonly headers: Record<string, string>;
    readonly body: string;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: { cancel(): Promise<void> } | null;
}>;

/** Time limits, in milliseconds. */
interface Patience {
  /** One attempt. */
  readonly timeoutMs: number;
  /** The waits between attempts; there is one attempt more than waits. */
  readonly waitsMs: readonly number[];
}

const PATIENCE: Patience = { timeoutMs: 10_000, waitsMs: [500, 1_000, 2_000] };

/** Longer waits demanded by Retry-After are cut to this. */
const MAX_WAIT_MS = 30_000;

/** The result of one attempt: delivered, or why not, whether to try again, and when. */
type Attempt =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly why: string; readonly again: boolean; readonly afterMs?: number };

/**
 * Posts JSON, and tries again after failures that may be temporary. Returns undefined when it was delivered, else why not.
 */
export async function post(
  url: URL,
  message: object,
  send: Post,
  { timeoutMs, waitsMs }: Patience = PATIENCE,
): Promise<string | undefined> {
  const body = JSON.stringify(message);
  for (let attempts = 1; ; attempts++) {
    const attempt = await once(url, body, send, timeoutMs);
    if (attempt.delivered) return undefined;
    const wait = waitsMs[attempts - 1];
    if (!attempt.again || wait === undefined) {
      return attempts === 1 ? attempt.why : `${attempt.why} after ${attempts} attempts`;
    }
    await pause(Math.min(Math.max(wait, attempt.afterMs ?? 0), MAX_WAIT_MS));
  }
}

async function once(url: URL, body: string, send: Post, timeoutMs: number): Promise<Attempt> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { "content-type": "application/json" };
    const response = await send(url.href, { method: "POST", redirect: "manual", signal, headers, body });
    // The status is enough: the notice was received even if the rest of the response is lost.
    await response.body?.cancel().catch(() => {});
    return resultOf(response.status, response.headers.get("retry-after"));
  } catch (error) {
    const why = signal.aborted ? `no response within ${timeoutMs / 1000} s` : networkCode(error);
    return { delivered: false, why, again: true };
  }
}

function resultOf(status: number, retryAfter: string | null): Attempt {
  if (status >= 200 && status < 300) return { delivered: true };
  const afterMs = Number(retryAfter ?? 0) * 1000;
  const again = status === 429 || status === 408 || status >= 500;
  const moved = status >= 300 && status < 400 ? " (redirects are not followed)" : "";
  return { delivered: false, why: `HTTP ${status}${moved}`, again, ...(afterMs > 0 && { afterMs }) };
}

/** The code of a network error; its message would contain the host. */
function networkCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z0-9_]+$/.test(at.code)) return at.code;
  }
  return "the connection failed";
}
