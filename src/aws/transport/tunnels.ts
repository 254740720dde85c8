import type { Dispatcher } from "undici";
import { BY_PROXY } from "../failures/network-codes.ts";
import { Pool } from "./packages/undici.ts";

/** The connections to a proxy. What goes wrong before it has made a way is the proxy's fault, not the host's. */
export class Tunnels extends Pool {
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    try {
      return await super.connect(options);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { [BY_PROXY]: true }) : error;
    }
  }
}
