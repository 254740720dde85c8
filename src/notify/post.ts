import { setTimeout as pause } from "node:timers/promises";

/** What posting asks of a fetch. */
export type Post = (
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

/** How patient posting is; milliseconds. */
export interface Patience {
  /** One attempt. */
  readonly timeoutMs: number;
  /** The waits between attempts; one more attempt than these. */
  readonly waitsMs: readonly number[];
}

export const PATIENCE: Patience = { timeoutMs: 10_000, waitsMs: [500, 1_000, 2_000] };

/** The longest that an answer may make us wait by Retry-After. */
const MOST_WAIT_MS = 30_000;

/** What became of one attempt: delivered, or why not, whether another may help, and when. */
type Attempt =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly why: string; readonly again: boolean; readonly afterMs?: number };

/**
 * Posts JSON, and again when it fails in a way that may pass. Undefined when it was delivered, else why not, without
 * the address: it is a secret.
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
      return attempts === 1 ? attempt.why : `${attempt.why}, after ${attempts} attempts`;
    }
    await pause(Math.min(Math.max(wait, attempt.afterMs ?? 0), MOST_WAIT_MS));
  }
}

async function once(url: URL, body: string, send: Post, timeoutMs: number): Promise<Attempt> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const headers = { "content-type": "application/json" };
    const response = await send(url.href, { method: "POST", redirect: "manual", signal, headers, body });
    // It has been received, whatever becomes of the rest of the answer.
    await response.body?.cancel().catch(() => {});
    return judged(response.status, response.headers.get("retry-after"));
  } catch (error) {
    const why = signal.aborted ? `no answer within ${timeoutMs / 1000} s` : networkCode(error);
    return { delivered: false, why, again: true };
  }
}

function judged(status: number, retryAfter: string | null): Attempt {
  if (status >= 200 && status < 300) return { delivered: true };
  const afterMs = Number(retryAfter ?? 0) * 1000;
  const again = status === 429 || status === 408 || status >= 500;
  const moved = status >= 300 && status < 400 ? " (it redirects, which is not followed)" : "";
  return { delivered: false, why: `HTTP ${status}${moved}`, again, ...(afterMs > 0 && { afterMs }) };
}

/** The code of a network error; its message would name the host. */
function networkCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z0-9_]+$/.test(at.code)) return at.code;
  }
  return "the connection failed";
}
