/**
 * Connections to AWS and to the web. The environment goes in (proxies, certificates); a function from a host to its
 * dispatcher comes out. All clients share it, so that a region's connections serve every account.
 */
import process from "node:process";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import type { Dispatcher, ProxyAgent } from "undici";
import Agent from "undici/lib/dispatcher/agent.js";
import { readChunks } from "../../files/read.ts";
import { UserError } from "../../model/failure.ts";
import type { Env } from "../profiles/paths.ts";
import { bypasses } from "./no-proxy.ts";

export interface Network {
  /** The dispatcher for a host: through a proxy or directly. */
  dispatcher(protocol: string, hostname: string, port: number | undefined): Dispatcher;
  close(): Promise<void>;
}

interface NetworkOptions {
  readonly env: Env;
  /** A file of PEM certificates that replaces the built-in ones, as in the AWS CLI. */
  readonly caBundle: string | undefined;
  readonly connectTimeoutMs: number;
}

/** How long an idle connection is kept, unless its server announces less. */
const KEEP_ALIVE_MS = 10_000;

/**
 * A host has several addresses, and Node abandons one that has not connected within 250 ms: less than a round trip to
 * the other side of the world.
 */
const ADDRESS_MS = 1_000;

/**
 * For a server that accepts a request and does not respond. `--timeout` usually ends the wait before; this is for
 * connections whose request has no time limit.
 */
const SILENCE_MS = 30_000;

/** Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY (lower-case names first, as curl does), and the certificates. */
export async function createNetwork({ env, caBundle, connectTimeoutMs }: NetworkOptions): Promise<Network> {
  const secureContext = await trust(env, caBundle);
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
    // Plain HTTP is forwarded by the proxy; only TLS needs a tunnel.
    proxyTunnel: false,
    // A proxy that cannot reach the host must report it within the connect timeout.
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

/** A `%` that encodes nothing is literal, as in curl. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** Undefined: what Node trusts by default, NODE_EXTRA_CA_CERTS of the process included. */
async function trust(env: Env, caBundle: string | undefined): Promise<SecureContext | undefined> {
  const extra = env.NODE_EXTRA_CA_CERTS;
  if (!caBundle && (!extra || extra === process.env.NODE_EXTRA_CA_CERTS)) return undefined;
  const base = caBundle ? [await certificates(caBundle, "AWS_CA_BUNDLE")] : rootCertificates;
  return createSecureContext({
    ca: extra ? [...base, await certificates(extra, "NODE_EXTRA_CA_CERTS")] : [...base],
  });
}

const PEM_HINT = "It must be a file of PEM certificates.";
/** All public authorities together take a quarter of a megabyte. */
const MAX_PEM_BYTES = 16 * 1024 * 1024;

async function certificates(path: string, what: string): Promise<string> {
  const chunks: Buffer[] = [];
  const options = { what, cwd: process.cwd(), maxBytes: MAX_PEM_BYTES, hint: PEM_HINT };
  for await (const chunk of readChunks(path, options)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.includes("-----BEGIN")) return text;
  throw new UserError(`${what} ${path}: no certificate in this file`, PEM_HINT);
}
