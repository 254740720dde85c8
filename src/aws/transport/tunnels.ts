import { isIP } from "node:net";
import type { Dispatcher, Pool as PoolType } from "undici";
import { BY_PROXY } from "../failures/network.ts";
import { Pool } from "./packages/undici.ts";

type Connector = Extract<PoolType.Options["connect"], (...args: never[]) => void>;

/** The connections to a proxy. What goes wrong before it has made a way is the proxy's fault, not the host's. */
export class Tunnels extends Pool {
  constructor(origin: URL, options: PoolType.Options) {
    const { connect } = options;
    super(origin, { ...options, ...(typeof connect === "function" && { connect: unnamed(connect) }) });
  }

  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    try {
      return await super.connect(options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { [BY_PROXY]: true }) : error;
    }
  }
}

/** TLS names no server by an address. The library does for a proxy at one, and Node 26 refuses that. */
function unnamed(connect: Connector): Connector {
  return ({ servername, ...options }, callback) =>
    connect({ ...options, ...(servername && !isIP(servername) && { servername }) }, callback);
}
