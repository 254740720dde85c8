/** `--timeout` bounds every call, those with the base credentials too, whatever the server does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { estate, type Fault, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { serve } from "../support/aws/wire.ts";
import { home, logIn, simulate } from "../support/aws/world.ts";
import { program } from "../support/cli/program.ts";

const HUB = "111111111111";
const SPEC = {
  accounts: [
    { id: HUB, regions: ["us-east-1"] },
    { id: "222222222222", regions: ["us-east-1"] },
  ],
};
/** Well below the 30 s after which a silent server is given up anyway, and what a loaded machine needs. */
const SOON_MS = 12_000;

async function scan(argv: string, fault: Fault, timeout = 2) {
  const simulator = await startSimulator({ estate: estate(SPEC), faults: [fault] });
  try {
    const startedAt = performance.now();
    const args = [...argv.split(" ").filter(Boolean), "--timeout", String(timeout), "-f", "json"];
    const ended = await program(args, { env: simulator.env(HUB) });
    const ms = performance.now() - startedAt;
    assert.ok(ms < SOON_MS, `${argv} with ${fault.kind} took ${Math.round(ms)} ms`);
    return { ...ended, simulator };
  } finally {
    await simulator.close();
  }
}

function keysFor(url: string) {
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "AKIDTEST", AWS_SECRET_ACCESS_KEY: "secret" };
}

const HANGING = ["hang", "stall"] as const;
const BASE_CALLS = [
  ["", "GetCallerIdentity"],
  ["--org", "GetCallerIdentity"],
  ["--org", "ListAccounts"],
] as const;

for (const [argv, action] of BASE_CALLS) {
  for (const kind of HANGING) {
    test(`${argv} ${action}, ${kind}: exit 2 when the time is up`, async () => {
      const { code, stdout, stderr } = await scan(argv, { kind, action });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /no complete response within 2 s \(--timeout\)/);
    });
  }

  test(`${argv} ${action}, Retry-After: 100: exit 2 at once, and one request`, async () => {
    const fault = { kind: "throttle", action, retryAfterSeconds: 100 } as const;
    const { code, stderr, simulator } = await scan(argv, fault, 30);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /the server asks for a wait of 100 s \(Retry-After\), longer than the call may take/,
    );
    assert.equal(simulator.requests.byAction[Object.keys(simulator.requests.byAction)[0] ?? ""], 1);
  });
}

test("DescribeRegions that hangs costs the time of one call, and the default regions are read", async () => {
  const { code, stdout } = await scan("", { kind: "hang", action: "DescribeRegions" });
  const { coverage }: Report = JSON.parse(stdout);
  assert.equal(code, 3);
  assert.deepEqual([coverage[0]?.status, coverage[0]?.stage], ["timeout", "regions"]);
  assert.match(coverage[0]?.message ?? "", /no complete response within 2 s/);
});

for (const action of ["AssumeRole", "ListFunctions", "DescribeRegions"] as const) {
  test(`${action}, a Retry-After longer than the time left: throttled, without a wait`, async () => {
    const fault = { kind: "throttle", action, retryAfterSeconds: 60 } as const;
    // Had it waited, it would have done so until the time was up.
    const { code, stdout } = await scan("--org", fault, 30);
    const { coverage }: Report = JSON.parse(stdout);
    assert.equal(code, 3);
    const rows = coverage.filter(({ status }) => status !== "ok");
    assert.ok(rows.length > 0);
    for (const row of rows) {
      assert.equal(row.status, "throttled");
      assert.match(row.message, /the server asks for a wait of 60 s \(Retry-After\)/);
    }
  });
}

test("a server that sends a byte at a time does not keep a call alive", async (t) => {
  const server = await serve(t, (_request, response) => {
    response.writeHead(200, { "content-type": "text/xml" });
    const drip = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(drip));
  });
  const startedAt = performance.now();
  const { code, stderr } = await program(["--timeout", "2"], { env: keysFor(server.url) });
  assert.equal(code, 2);
  assert.match(stderr, /no complete response within 2 s \(--timeout\)/);
  assert.ok(performance.now() - startedAt < SOON_MS);
});

test("a 503 whose Retry-After is too long is throttled as well, whoever sent it", async (t) => {
  const server = await serve(t, (_request, response) => {
    response.writeHead(503, { "retry-after": "100" });
    response.end();
  });
  const { code, stderr } = await program(["--timeout", "30"], { env: keysFor(server.url) });
  assert.equal(code, 2);
  assert.match(stderr, /HTTP 503.*the server asks for a wait of 100 s \(Retry-After\)/);
});

const SSO = `[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
[profile p]
sso_session = corp
sso_account_id = ${HUB}
sso_role_name = ReadOnly
`;
for (const [argv, action] of [
  ["--sso corp --sso-role ReadOnly", "ListAccounts"],
  ["--profile p", "GetRoleCredentials"],
] as const) {
  test(`${argv} ${action}, hang: exit 2 when the time is up`, async (t) => {
    const accounts = [{ id: HUB, permissionSets: ["ReadOnly"] }];
    const simulator = await simulate(t, { accounts }, { faults: [{ kind: "hang", action }] });
    const own = home({ config: SSO });
    logIn(own, "corp", simulator.portalLogin());
    const startedAt = performance.now();
    const env = { ...own.env, AWS_ENDPOINT_URL: simulator.url };
    const { code, stderr } = await program([...argv.split(" "), "--timeout", "2"], { env });
    assert.equal(code, 2, stderr);
    assert.match(stderr, /no complete response within 2 s \(--timeout\)/);
    assert.ok(performance.now() - startedAt < SOON_MS);
  });
}
