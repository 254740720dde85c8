/**
 * Whether NO_PROXY, a list of hosts separated by commas or spaces, excludes a host from the proxy: `*` excludes all,
 * `example.com`, `.example.com` and `*.example.com` exclude that host and its subdomains, `host:port` one port only.
 */
export function bypasses(
  noProxy: string,
  protocol: string,
  hostname: string,
  port: number | undefined,
): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  const actualPort = port ?? (protocol === "https:" ? 443 : 80);
  return noProxy.split(/[,\s]+/).some((entry) => {
    if (entry === "") return false;
    if (entry === "*") return true;
    const [, name = "", wanted] = /^(\[.+\]|[^:]+|.*:.*:.*)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (wanted !== undefined && Number(wanted) !== actualPort) return false;
    const bare = name.replace(/^\*?\./, "").replace(/^\[|\]$/g, "");
    return bare !== "" && (host === bare || host.endsWith(`.${bare}`));
  });
}
