import assert from "node:assert/strict";
import { test } from "node:test";
import { certificates, clientsFor, failureOf, firstPage, serve } from "../support/aws/wire.ts";
import { home } from "../support/aws/world.ts";

const TLS = certificates("127.0.0.1", "localhost");

for (const variable of ["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]) {
  test(`${variable} sets the trusted authority`, async (t) => {
    const server = await serve(t, undefined, TLS);
    const url = { AWS_ENDPOINT_URL: server.url };
    // Newer versions of Node add advice about their own certificate store.
    assert.match(
      await failureOf(firstPage(clientsFor(t, url))),
      /^unreachable functions UNABLE_TO_VERIFY_LEAF_SIGNATURE: cannot read from 127\.0\.0\.1: its certificate is not trusted; to trust your own authority, set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS \(unable to verify the first certificate/,
    );
    assert.equal(server.connections, 0);
    await firstPage(clientsFor(t, { ...url, [variable]: TLS.caFile }));
    assert.equal(server.requests.length, 1);
  });
}

test("ca_bundle of the profile", async (t) => {
  const server = await serve(t, undefined, TLS);
  const { env } = home({
    config: `[profile corp]\nca_bundle = ${TLS.caFile}\nendpoint_url = ${server.url}\n`,
  });
  await firstPage(clientsFor(t, env).forProfile("corp"));
  assert.equal(server.requests.length, 1);
});

test("a certificate for another host", async (t) => {
  const tls = certificates("example.com");
  const server = await serve(t, undefined, tls);
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url, AWS_CA_BUNDLE: tls.caFile });
  assert.match(
    await failureOf(firstPage(clients)),
    /^unreachable functions ERR_TLS_CERT_ALTNAME_INVALID: cannot read from 127.0.0.1: its certificate is for another host/,
  );
});
