/** Downloads a catalogue: https only, with limits on redirects, time and size. */
import { dayOf } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import { isLoopback, isSecure } from "../model/secure-url.ts";
import {
  type Fetch,
  type FetchResponse,
  LIMITS,
  type Retrieved,
  type RetrieveOptions,
  readWhole,
} from "./limits.ts";

/** Throws a `UserError` for every failure except an abort by the caller. */
export async function download(source: string, options: RetrieveOptions): Promise<Retrieved> {
  const { timeoutMs = LIMITS.timeoutMs, maxBytes = LIMITS.maxBytes, now } = options;
  const label = labelOf(source);
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? clock : AbortSignal.any([options.signal, clock]);
  try {
    const response = await follow(source, options.fetch ?? fetch, signal);
    const text = response.body === null ? "" : await readWhole(response.body, maxBytes, label);
    return { text, label, ...dayOfResponse(response, now) };
  } catch (error) {
    if (options.signal?.aborted || error instanceof UserError) throw error;
    const reason = clock.aborted ? `no response within ${timeoutMs / 1000} s` : networkReason(error);
    throw new UserError(
      `catalogue ${label}: ${reason}`,
      "Download it by other means and pass the file's path.",
      {
        cause: error,
      },
    );
  }
}

async function follow(source: string, send: Fetch, signal: AbortSignal): Promise<FetchResponse> {
  let url = checkedUrl(source);
  for (let redirects = 0; redirects <= LIMITS.redirects; redirects++) {
    const response = await send(url.href, {
      redirect: "manual",
      signal,
      headers: { accept: "application/json" },
    });
    if (response.status === 200) return response;
    await response.body?.cancel?.();
    const location =
      response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (location === null)
      throw new UserError(`catalogue ${labelOf(url.href)}: HTTP ${response.status}`, HINT_URL);
    url = redirected(url, location);
  }
  throw new UserError(`catalogue ${labelOf(source)}: more than ${LIMITS.redirects} redirects`, HINT_URL);
}

const HINT_URL = "Open the URL in a browser: it must return the JSON itself.";

function checkedUrl(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : undefined;
  if (url === undefined)
    throw new UserError(`catalogue ${labelOf(source)}: not a valid URL`, "Use https://host/path.");
  if (url.username !== "" || url.password !== "") {
    throw new UserError(
      `catalogue ${labelOf(source)}: a URL with a password is not accepted`,
      "Download it and pass the file's path.",
    );
  }
  if (isSecure(url)) return url;
  throw new UserError(`catalogue ${labelOf(source)}: only https is accepted`, "Use an https URL or a file.");
}

/** A redirect must lead to https, or from loopback to loopback. */
function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  const safe = to?.protocol === "https:" || (to?.protocol === "http:" && isLoopback(to) && isLoopback(from));
  if (to !== undefined && safe) return checkedUrl(to.href);
  const target = to === undefined ? "an invalid URL" : labelOf(to.href);
  throw new UserError(
    `catalogue ${labelOf(from.href)}: redirects to ${target}, not to an https URL`,
    HINT_URL,
  );
}

/** The URL without the parts that may be secret: user, password, query, fragment. */
function labelOf(source: string): string {
  if (!URL.canParse(source)) return source.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
  const { protocol, host, pathname, search } = new URL(source);
  return `${protocol}//${host}${pathname}${search === "" ? "" : "?…"}`;
}

function dayOfResponse({ headers }: FetchResponse, now: Date): Pick<Retrieved, "day" | "dayFrom"> {
  const modified = new Date(headers.get("last-modified") ?? "");
  if (Number.isNaN(modified.getTime())) return { day: dayOf(now), dayFrom: "the day of the download" };
  return { day: dayOf(modified), dayFrom: "its Last-Modified header" };
}

/** `fetch failed` says nothing useful; its cause has the error code. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "cannot be reached";
  const code = "code" in cause ? String(cause.code) : "";
  return `cannot be reached: ${code || cause.message}`;
}
