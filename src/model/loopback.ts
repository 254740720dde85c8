import { isIP } from "node:net";

/** Whether a URL leads to this machine, so that plain http is as safe as https. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || (isIP(hostname) === 4 && hostname.startsWith("127."))
  );
}
