/** Connections: one dispatcher for all clients, so that a region's connections serve every account. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import type { Dispatcher, ProxyAgent } from "undici";
import Agent from "undici/lib/dispatcher/agent.js";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { Env } from "../profiles/paths.ts";
import { bypasses } from "./no-proxy.ts";

export interface Network {
  /** The dispatcher for a URL: through a proxy or not. */
  dispatcher(protocol: string, hostname: string, port: number | undefined): Dispatcher;
  close(): Promise<void>;
}

export interface NetworkOptions {
  readonly env: Env;
  /** A file of PEM certificates that replaces the built-in ones, as in the AWS CLI. */
  readonly caBundle: string | undefined;
  readonly connectTimeoutMs: number;
}

/** An idle connection is kept for this long; servers that announce less are believed. */
const KEEP_ALIVE_MS = 10_000;

/**
 * A host has several addresses, and Node leaves one that has not answered within 250 ms for the next: less than the
 * way to the other side of the world and back takes.
 */
const ADDRESS_MS = 1_000;

/**
 * A server that has taken the request and stays silent. The timeout of a target usually ends the wait before;
 * this is for the calls that credential providers make, which carry no signal.
 */
const SILENCE_MS = 30_000;

/** Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY (lower-case names first, as curl does), and the certificates. */
export async function createNetwork({ env, caBundle, connectTimeoutMs }: NetworkOptions): Promise<Network> {
  const secureContext = trust(env, caBundle);
  const tls = {
    timeout: connectTimeoutMs,
    autoSelectFamilyAttemptTimeout: Math.min(ADDRESS_MS, Math.floor(connectTimeoutMs / 2)),
    ...(secureContext && { secureContext }),
  };
  const common = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS };
  const direct = new Agent({ ...common, connect: tls });
  const via = async (variable: string): Promise<Dispatcher> => {
    const proxy = proxyUrl(env, variable);
    if (!proxy) return direct;
    return throughProxy({ ...common, ...proxy, proxyTls: tls, requestTls: tls }, connectTimeoutMs);
  };
  const http = await via("HTTP_PROXY");
  const https = await via("HTTPS_PROXY");
  const noProxy = variable(env, "NO_PROXY");
  return {
    dispatcher(protocol, hostname, port) {
      const chosen = protocol === "https:" ? https : http;
      return chosen !== direct && bypasses(noProxy, protocol, hostname, port) ? direct : chosen;
    },
    async close() {
      await Promise.all([...new Set([direct, http, https])].map((each) => each.destroy()));
    },
  };
}

async function throughProxy(options: ProxyAgent.Options, connectTimeoutMs: number): Promise<Dispatcher> {
  const [{ ProxyAgent }, { Tunnels }] = await Promise.all([
    import("./packages/undici.ts"),
    import("./tunnels.ts"),
  ]);
  return new ProxyAgent({
    ...options,
    // What goes out in clear is handed to the proxy as it is; only TLS needs a tunnel.
    proxyTunnel: false,
    // A proxy that cannot reach the region must say so in the time that a connection may take.
    clientFactory: (origin, given) => new Tunnels(origin, { ...given, headersTimeout: connectTimeoutMs }),
  });
}

function variable(env: Env, name: string): string {
  return env[name.toLowerCase()] || env[name] || "";
}

function proxyUrl(env: Env, name: string): { uri: string; token?: string } | undefined {
  const value = variable(env, name);
  if (!value) return undefined;
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The value is not repeated: it may contain a password.
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UserError(`${name} is not a valid proxy URL`, "Use http://host:8080.");
  }
  const { username, password } = url;
  url.username = url.password = "";
  if (!username) return { uri: url.href };
  const login = `${decoded(username)}:${decoded(password)}`;
  return { uri: url.href, token: `Basic ${Buffer.from(login).toString("base64")}` };
}

/** A `%` that encodes nothing stands for itself, as in curl. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** Undefined: what Node trusts by itself, NODE_EXTRA_CA_CERTS of the process included. */
function trust(env: Env, caBundle: string | undefined): SecureContext | undefined {
  const extra = env.NODE_EXTRA_CA_CERTS;
  if (!caBundle && (!extra || extra === process.env.NODE_EXTRA_CA_CERTS)) return undefined;
  const base = caBundle ? [certificates(caBundle, "AWS_CA_BUNDLE")] : rootCertificates;
  return createSecureContext({
    ca: extra ? [...base, certificates(extra, "NODE_EXTRA_CA_CERTS")] : [...base],
  });
}

function certificates(path: string, name: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new UserError(`${name}: cannot read ${quoted(path)}`, "It must be a file of PEM certificates.", {
      cause,
    });
  }
  if (text.includes("-----BEGIN")) return text;
  throw new UserError(`${name}: no certificate in ${quoted(path)}`, "It must be a file of PEM certificates.");
}
