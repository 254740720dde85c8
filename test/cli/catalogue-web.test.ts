/** Lifecycle data from the web, through the proxy and with the certificates of the user, and from next to the accounts file. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { certificates, serve, startProxy } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const TLS = certificates("catalogue.example", "other.example", "127.0.0.1");
const CATALOGUE = JSON.stringify({
  asOf: "2026-11-01",
  source: "our own",
  runtimes: [
    { id: "nodejs20.x", deprecationDate: "2026-11-20", blockCreateDate: null, blockUpdateDate: null },
  ],
});
const URL = "https://catalogue.example/c.json";
const HEADER = "id\tstatus\tdeprecationDate\tasOf\tsource";

const answer: RequestListener = (request, response) => {
  if (request.url === "/moved")
    response.writeHead(302, { location: "https://other.example/c.json" }).end("there");
  else if (request.url?.startsWith("/gone")) response.writeHead(404).end("nothing here");
  else response.end(CATALOGUE);
};

async function proxied(t: TestContext, refusal?: number) {
  const server = await serve(t, answer, TLS);
  return { server, proxy: await startProxy(t, server.port, { refusal }) };
}

/** The TSV columns that matter here. */
function quoted(tsv: string): string {
  const [header = "", ...rows] = tsv.trimEnd().split("\n");
  const keys = header.split("\t");
  const at = HEADER.split("\t").map((key) => keys.indexOf(key));
  return rows.map((row) => at.map((i) => row.split("\t")[i]).join("\t")).join("\n");
}

const ROW = "nodejs20.x\tdeprecated\t2026-11-20\t2026-11-01\tour own";

for (const variable of ["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]) {
  test(`runtimes --catalogue URL through a CONNECT proxy, with ${variable}`, async (t) => {
    const { server, proxy } = await proxied(t);
    const env = { HTTPS_PROXY: proxy.url, [variable]: TLS.caFile };
    const { code, stdout } = await program(["runtimes", "--catalogue", URL, "-f", "tsv"], { env });
    assert.deepEqual([code, quoted(stdout)], [0, ROW]);
    assert.deepEqual(proxy.asked, ["CONNECT catalogue.example:443"]);
    assert.deepEqual(
      server.requests.map(({ headers, url }) => `${headers.host}${url}`),
      ["catalogue.example/c.json"],
    );
  });
}

test("the built program uses the proxy too: packages that are loaded late are bundled", async (t) => {
  const { proxy } = await proxied(t);
  const main = join(import.meta.dirname, "../../dist/main.js");
  const env = cleanEnv({ HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: TLS.caFile }) as NodeJS.ProcessEnv;
  const argv = [main, "runtimes", "--catalogue", URL, "-f", "tsv"];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
  assert.equal(quoted(stdout), ROW);
  assert.deepEqual(proxy.asked, ["CONNECT catalogue.example:443"]);
});

test("runtimes --compare URL, and a redirect to another host", async (t) => {
  const { proxy } = await proxied(t);
  const env = { https_proxy: proxy.url, AWS_CA_BUNDLE: TLS.caFile };
  const argv = ["runtimes", "--compare", "https://catalogue.example/moved", "--runtime", "nodejs20.x"];
  const { code, stderr } = await program(argv, { env });
  assert.equal(code, 0, stderr);
  assert.deepEqual(proxy.asked, ["CONNECT catalogue.example:443", "CONNECT other.example:443"]);
});

test("NO_PROXY excludes the host", async (t) => {
  const { server, proxy } = await proxied(t);
  const env = { HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1", AWS_CA_BUNDLE: TLS.caFile };
  const argv = ["runtimes", "--catalogue", `${server.url}/c.json`, "-f", "tsv"];
  const { code, stdout } = await program(argv, { env });
  assert.deepEqual([code, quoted(stdout), proxy.asked], [0, ROW, []]);
});

test("a scan assesses by a catalogue from the web", async (t) => {
  const { proxy } = await proxied(t);
  const simulator = await simulate(t, { accounts: [{ functions: { "eu-west-1": ["api nodejs20.x"] } }] });
  const env = { ...simulator.env(), HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: TLS.caFile };
  const columns = "functionName,runtimeStatus,deprecationDate";
  const argv = ["list", "-q", "-r", "eu-west-1", "--catalogue", URL, "-f", "tsv", "--columns", columns];
  assert.deepEqual(await program(argv, { env }), {
    code: 0,
    stdout: "functionName\truntimeStatus\tdeprecationDate\napi\tdeprecated\t2026-11-20\n",
    stderr: "",
  });
});

const FAULTS: readonly (readonly [string, string, (proxy: string) => Record<string, string>, string])[] = [
  [
    "an authority that is not trusted",
    URL,
    (proxy) => ({ HTTPS_PROXY: proxy }),
    `catalogue https://catalogue.example/…: cannot be reached: UNABLE_TO_VERIFY_LEAF_SIGNATURE\n  Download it by other means and pass the file's path.`,
  ],
  [
    "an error response",
    "https://catalogue.example/gone?token=hidden",
    (proxy) => ({ HTTPS_PROXY: proxy, AWS_CA_BUNDLE: TLS.caFile }),
    "catalogue https://catalogue.example/…: HTTP 404\n  Open the URL in a browser: it must return the JSON itself.",
  ],
  [
    "an invalid proxy URL",
    URL,
    () => ({ HTTPS_PROXY: "ftp://me:secret@proxy" }),
    "HTTPS_PROXY is not a valid proxy URL\n  Use http://host:8080.",
  ],
  [
    "certificates that do not exist",
    URL,
    () => ({ AWS_CA_BUNDLE: "/nonexistent/ca.pem" }),
    "AWS_CA_BUNDLE /nonexistent/ca.pem: no such file or directory\n  It must be a file of PEM certificates.",
  ],
];
for (const [name, url, envOf, message] of FAULTS) {
  test(`a catalogue from the web: ${name}`, async (t) => {
    const { proxy } = await proxied(t);
    const ended = await program(["runtimes", "--catalogue", url], { env: envOf(proxy.url) });
    assert.deepEqual(ended, { code: 2, stdout: "", stderr: `lambda-inventory: ${message}\n` });
  });
}

test("a proxy that refuses the tunnel", async (t) => {
  const { proxy } = await proxied(t, 403);
  const env = { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: TLS.caFile };
  const ended = await program(["runtimes", "--catalogue", URL], { env });
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(
    ended.stderr,
    /^lambda-inventory: catalogue https:\/\/catalogue\.example\/…: cannot be reached/,
  );
});

test("the catalogue path of an accounts file is relative to that file", async (t) => {
  const simulator = await simulate(t, { accounts: [{ functions: { "eu-west-1": ["api nodejs20.x"] } }] });
  const folder = temporaryDirectory("catalogue");
  mkdirSync(join(folder, "estate/data"), { recursive: true });
  writeFileSync(join(folder, "estate/data/c.json"), CATALOGUE);
  const accounts = 'catalogue: data/c.json\naccounts: [{id: "111111111111", regions: [eu-west-1]}]\n';
  writeFileSync(join(folder, "estate/accounts.yaml"), accounts);
  for (const [cwd, file] of [
    [folder, "estate/accounts.yaml"],
    [join(folder, "estate"), "accounts.yaml"],
    ["/", join(folder, "estate/accounts.yaml")],
  ] as const) {
    const argv = ["list", "-q", "-a", file, "-f", "tsv", "--columns", "deprecationDate", "--no-header"];
    const ended = await program(argv, { env: simulator.env(), cwd });
    assert.deepEqual(ended, { code: 0, stdout: "2026-11-20\n", stderr: "" });
  }
});
