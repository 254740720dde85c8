import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { clientsFor, firstPage, serve } from "../support/aws/wire.ts";
import { complaint, home, simulate } from "../support/aws/world.ts";

test("invalid values", async (t) => {
  const noPem = join(home().path, "empty.pem");
  writeFileSync(noPem, "nothing\n");
  const CASES: readonly (readonly [Record<string, string>, string])[] = [
    [
      { AWS_CA_BUNDLE: "/nonexistent/ca.pem" },
      "AWS_CA_BUNDLE /nonexistent/ca.pem: no such file or directory | It must be a file of PEM certificates.",
    ],
    [
      { NODE_EXTRA_CA_CERTS: noPem },
      `NODE_EXTRA_CA_CERTS ${noPem}: no certificate in this file | It must be a file of PEM certificates.`,
    ],
    [
      { HTTPS_PROXY: "ftp://me:secret@proxy" },
      "HTTPS_PROXY is not a valid proxy URL | Use http://host:8080.",
    ],
  ];
  for (const [env, message] of CASES) {
    assert.equal(await complaint(firstPage(clientsFor(t, env))), message);
  }
});

test("each address of a host has one second to connect, not Node's 250 ms", async (t) => {
  const connect = t.mock.method(net, "connect");
  const server = await serve(t);
  for (const connectTimeoutMs of [4000, 1001]) {
    await firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { connectTimeoutMs }));
  }
  const given = connect.mock.calls.map(({ arguments: [options] }: { arguments: readonly unknown[] }) =>
    Object.entries(options ?? {}).find(([name]) => name === "autoSelectFamilyAttemptTimeout"),
  );
  assert.deepEqual(
    given.map((option) => option?.[1]),
    [1000, 500],
  );
});

test("all accounts share the connections to a region", async (t) => {
  const accounts = Array.from({ length: 30 }, (_, i) => ({
    id: String(100000000000 + i),
    functions: { "eu-west-1": ["a"] },
  }));
  const simulator = await simulate(t, { accounts }, { latencyMs: 100 });
  let inFlight = 0;
  let peak = 0;
  const queue: (() => void)[] = [];
  const clients = clientsFor(t, simulator.env(), {
    async limit(call) {
      if (inFlight === 4) await new Promise<void>((resolve) => queue.push(resolve));
      peak = Math.max(peak, ++inFlight);
      try {
        return await call();
      } finally {
        inFlight--;
        queue.shift()?.();
      }
    },
  });
  const pages = await Promise.all(
    accounts.map(async ({ id }) => {
      const credentials = async () => simulator.credentialsFor(id);
      return firstPage(clients, { credentials });
    }),
  );
  assert.equal(pages.flatMap((page) => page.functions).length, 30);
  assert.equal(peak, 4);
  assert.equal(simulator.requests.peakInFlight, 4);
  assert.equal(simulator.requests.connectionsOpened, 4);
});
