/**
 * Real hosts at real distances, on one machine: a proxy in front of the simulator, by which every host of a region is a
 * round trip away. Whatever crosses it takes half of that, so that TCP and TLS handshakes cost what they cost.
 */
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { DISTANCES } from "./distances.ts";

/** Resolves to the URL of the proxy, for HTTPS_PROXY. */
export async function startFarRegions(simulatorPort: number): Promise<string> {
  const proxy = createServer();
  proxy.on("connect", (request: IncomingMessage, client: Duplex) => {
    const halfMs = distanceOf(request.url ?? "") / 2;
    const server = connect(simulatorPort, "127.0.0.1");
    server.setNoDelay(true);
    (client as Socket).setNoDelay(true);
    later(halfMs * 2, () => client.write("HTTP/1.1 200 Connection Established\r\n\r\n"));
    delayed(client, server, halfMs);
    delayed(server, client, halfMs);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** `lambda.eu-west-1.amazonaws.com:443` */
function distanceOf(host: string): number {
  const [, region = ""] = host.split(".");
  return DISTANCES.get(region) ?? 0;
}

function delayed(from: Duplex, to: Duplex, ms: number): void {
  from.on("data", (chunk: Buffer) => later(ms, () => to.write(chunk)));
  from.on("error", () => to.destroy());
  from.on("close", () => later(ms, () => to.end()));
}

function later(ms: number, act: () => void): void {
  setTimeout(act, ms);
}
