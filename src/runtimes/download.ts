/** A catalogue from the network: https, few redirects, little time, little data. */
import { dayOf } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import { isLoopback, isSecure } from "../model/secure-url.ts";
import {
  type Fetch,
  type FetchResponse,
  gather,
  LIMITS,
  type Retrieved,
  type RetrieveOptions,
} from "./limits.ts";

/** Throws a `UserError` for everything but the caller's own abort. */
export async function download(source: string, options: RetrieveOptions): Promise<Retrieved> {
  const { timeoutMs = LIMITS.timeoutMs, maxBytes = LIMITS.maxBytes, now } = options;
  const label = labelOf(source);
  const clock = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? clock : AbortSignal.any([options.signal, clock]);
  try {
    const response = await follow(source, options.fetch ?? fetch, signal);
    const text = response.body === null ? "" : await gather(response.body, maxBytes, label);
    return { text, label, ...dayOfResponse(response, now) };
  } catch (error) {
    if (options.signal?.aborted || error instanceof UserError) throw error;
    const reason = clock.aborted ? `no answer within ${timeoutMs / 1000} s` : networkReason(error);
    throw new UserError(
      `catalogue ${label}: ${reason}`,
      "Download it by other means and give the file's path.",
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

const HINT_URL = "Open the URL in a browser: it must answer with the JSON itself.";

function checkedUrl(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : undefined;
  if (url === undefined)
    throw new UserError(`catalogue ${labelOf(source)}: not a URL`, "Write it as https://host/path");
  if (url.username !== "" || url.password !== "") {
    throw new UserError(
      `catalogue ${labelOf(source)}: a URL with a password is not read`,
      "Download it, and give the file.",
    );
  }
  if (isSecure(url)) return url;
  throw new UserError(`catalogue ${labelOf(source)}: only https is read`, "Use an https URL, or a file.");
}

/** A redirect must be as safe as what it leads from: https, or loopback from loopback. */
function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  const safe = to?.protocol === "https:" || (to?.protocol === "http:" && isLoopback(to) && isLoopback(from));
  if (to !== undefined && safe) return checkedUrl(to.href);
  const target = to === undefined ? "a place that is no URL" : labelOf(to.href);
  throw new UserError(
    `catalogue ${labelOf(from.href)}: redirects to ${target}, which is not https`,
    HINT_URL,
  );
}

/** The URL without what may be secret: user, password, query, fragment. */
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

/** `fetch failed` says nothing; its cause has the code. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "cannot be reached";
  const code = "code" in cause ? String(cause.code) : "";
  return `cannot be reached: ${code || cause.message}`;
}
