/** Tunnels through a proxy, with errors that tell a fault of the proxy from a fault of the host. */
import { isIP } from "node:net";
import type { Dispatcher, Pool as PoolType } from "undici";
import { BY_PROXY } from "../failures/network.ts";
import { Pool } from "./packages/undici.ts";

type Connector = Extract<PoolType.Options["connect"], (...args: never[]) => void>;

/** The connections to a proxy. An error before the tunnel is open is marked as the proxy's, not the host's. */
export class Tunnels extends Pool {
  constructor(origin: URL, options: PoolType.Options) {
    const { connect } = options;
    super(origin, { ...options, ...(typeof connect === "function" && { connect: withoutAddress(connect) }) });
  }

  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    try {
      return await super.connect(options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { [BY_PROXY]: true }) : error;
    }
  }
}

/** TLS does not allow an address as a server name. undici passes it for a proxy at an address, and Node 26 rejects it. */
function withoutAddress(connect: Connector): Connector {
  return ({ servername, ...options }, callback) =>
    connect({ ...options, ...(servername && !isIP(servername) && { servername }) }, callback);
}
