/**
 * URLs that may hold a secret: which are safe to send something to, and how messages show them. Only the scheme and the
 * host are shown: the path of a webhook, a query and a password are secrets.
 */
/** Whether what names a file or a URL is a URL. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(text);
}

/** Whether nobody on the way can read or change what is sent: https, or plain http that stays on this machine. */
export function isSecure(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

/** Whether a URL leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  // Not by node:net, which every start of the program would load: `new URL` has made an IPv4 address four numbers.
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** `https://…`, and what people type instead: `https:/…`, `https//…`, `https:…`. */
const TYPED_URL =
  /(?<!\w)([a-z][a-z\d+.-]{0,30}:\/\/+|(?:https?|ftp|wss?)(?:[:;]\/*|\/\/+))([^\s"'`/][^\s"'`]*)/gi;
/** `hooks.slack.com/services/…`: a URL that lost its scheme. */
const BARE_HOST =
  /(?<![\w./@:])((?:[\w-]{1,63}\.){2,8}[a-z]{2,63}|[\w-]{1,63}\.(?:com|net|org|io))(:\d+)?\/[^\s"'`]+/gi;
/** `user:password@host` */
const LOGIN = /(?<![^\s"'`(=/])(?!arn:)[^\s:@/"'`(=]{1,100}:[^\s@"'`]{1,200}@([\w.:[\]-]+)(?:\/[^\s"'`]*)?/gi;

/** The text with every URL in it cut down to its scheme and host. */
export function withoutUrlSecrets(text: string): string {
  if (!/[/@]/.test(text)) return text;
  return text
    .replace(TYPED_URL, (whole: string, scheme: string, rest: string) =>
      /^file:/i.test(scheme) ? whole : scheme + hostOnly(rest),
    )
    .replace(BARE_HOST, "$1$2/…")
    .replace(LOGIN, "…@$1");
}

/** Of `user:password@host:443/path?query`, `host:443/…`; punctuation at the end belongs to the sentence. */
function hostOnly(rest: string): string {
  const [, url = "", end = ""] = /^(.*?)([.,:;!?)\]}]{0,3})$/s.exec(rest) ?? [];
  const [, authority = "", path = ""] = /^([^/?#\\]*)(.*)$/s.exec(url) ?? [];
  // A password may itself hold a slash.
  if (path.includes("@")) return `…${end}`;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const [name = ""] = /^(?:\[[\d:a-f]*\]|[^:]*)(?::\d{1,5}$)?/i.exec(host) ?? [];
  return `${name}${name === host ? "" : ":…"}${path === "" || path === "/" ? "" : "/…"}${end}`;
}
