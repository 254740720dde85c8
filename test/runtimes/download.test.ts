import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import type { RetrieveOptions } from "../../src/runtimes/limits.ts";
import { type Loaded, loadCatalogue } from "../../src/runtimes/load.ts";
import { origin } from "../support/runtimes/catalogue-server.ts";

function load(url: string, options: Partial<RetrieveOptions> = {}): Promise<Loaded> {
  return loadCatalogue(url, {
    cwd: "/",
    today: "2026-11-21",
    now: new Date("2026-11-21T10:00:00Z"),
    ...options,
  });
}

for (const path of ["/ok", "/packed", "/moved", "/hops/5", "/ok?token=x"]) {
  test(`${path} is read`, async () => {
    const { catalogue, warnings } = await load(origin + path);
    assert.equal(catalogue.asOf, builtinCatalogue().asOf);
    assert.deepEqual(warnings, []);
  });
}

test("data without a date is of the day the server says, or of the download", async () => {
  const dated = await load(`${origin}/dated`);
  assert.equal(dated.catalogue.asOf, "2026-11-10");
  assert.match(
    dated.warnings[0] ?? "",
    /using 2026-11-10, its Last-Modified header \(the data may be older\)$/,
  );
  const undated = await load(`${origin}/undated?token=hidden`);
  assert.equal(undated.catalogue.asOf, "2026-11-21");
  assert.match(
    undated.warnings[0] ?? "",
    /using 2026-11-21, the day of the download \(the data may be older\)$/,
  );
  assert.equal(undated.catalogue.source, `cfn-lint (${origin}/undated?…)`);
});

const REFUSED: readonly (readonly [path: string, reason: string])[] = [
  ["/html", "is a web page or XML, not JSON"],
  ["/error", "HTTP 500"],
  ["/missing?token=hidden", "HTTP 404"],
  ["/unmodified", "HTTP 304"],
  ["/bare", "HTTP 302"],
  ["/made", "HTTP 201"],
  ["/gone", "HTTP 400"],
  ["/huge", "larger than 5 MB"],
  ["/bomb", "larger than 5 MB"],
  ["/loop", "more than 5 redirects"],
  ["/hops/6", "more than 5 redirects"],
  ["/elsewhere", "redirects to http://203.0.113.9/…, not to an https URL"],
  ["/file", "redirects to file:///etc/passwd, not to an https URL"],
  ["/nowhere", "redirects to an invalid URL, not to an https URL"],
  ["/cut", "cannot be reached: UND_ERR_SOCKET"],
];

for (const [path, reason] of REFUSED) {
  test(`${path} is an error: ${reason}`, () =>
    assert.rejects(load(origin + path), {
      name: "UserError",
      message: `catalogue ${origin}/…: ${reason}`,
      hint: /^(Open the URL in a browser|Download it by other means|A catalogue is a few|Use a catalogue file)/,
    }));
}

for (const path of ["/silent", "/slow"]) {
  test(`${path} ends at the time limit`, () =>
    assert.rejects(load(origin + path, { timeoutMs: 100 }), {
      message: `catalogue ${origin}/…: no response within 0.1 s`,
    }));
}

test("an abort is passed on as such", async () => {
  const controller = new AbortController();
  const loading = load(`${origin}/silent`, { signal: controller.signal });
  controller.abort();
  await assert.rejects(loading, { name: "AbortError" });
});

test("a port where nobody listens", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/ok`;
  await new Promise((done) => other.close(done));
  await assert.rejects(load(url), {
    message: `catalogue ${new URL(url).origin}/…: cannot be reached: ECONNREFUSED`,
  });
});

const NOT_ASKED: readonly (readonly [url: string, message: string])[] = [
  ["http://example.com/a.json?token=hidden#x", "catalogue http://example.com/…: only https is accepted"],
  ["http://127.0.0.1.example.com/a", "catalogue http://127.0.0.1.example.com/…: only https is accepted"],
  ["http://localhost.example.com/a", "catalogue http://localhost.example.com/…: only https is accepted"],
  ["http://0.0.0.0/a", "catalogue http://0.0.0.0/…: only https is accepted"],
  ["ftp://example.com/a", "catalogue ftp://example.com/…: only https is accepted"],
  ["file:///etc/passwd", "catalogue file:///etc/passwd: only https is accepted"],
  [
    "https://me:secret@example.com/a",
    "catalogue https://example.com/…: a URL with a password is not accepted",
  ],
  ["https://me@example.com/a", "catalogue https://example.com/…: a URL with a password is not accepted"],
  ["https://:secret@example.com/a", "catalogue https://example.com/…: a URL with a password is not accepted"],
  ["https://me:secret@[/a?b=c", "catalogue https://[/…: not a valid URL"],
];

for (const [url, message] of NOT_ASKED) {
  test(`nothing is sent to ${url}`, async () => {
    const calls: string[] = [];
    const spy = (called: string): Promise<never> => {
      calls.push(called);
      return Promise.reject(new Error("sent"));
    };
    const hint = /^(Use an https URL|Download it and pass|Use https:)/;
    await assert.rejects(load(url, { fetch: spy }), { name: "UserError", message, hint });
    assert.deepEqual(calls, []);
  });
}

test("a redirect from the outside to loopback is refused", async () => {
  const calls: string[] = [];
  const outside = async (called: string) => {
    calls.push(called);
    return new Response(null, { status: 301, headers: { location: `${origin}/ok` } });
  };
  await assert.rejects(load("https://example.com/a", { fetch: outside }), {
    message: `catalogue https://example.com/…: redirects to ${origin}/…, not to an https URL`,
  });
  assert.deepEqual(calls, ["https://example.com/a"]);
});

test("a redirect to another https host is followed, asking for JSON", async () => {
  const calls: string[] = [];
  const outside = async (called: string, { headers }: { headers: Record<string, string> }) => {
    calls.push(`${called} ${headers.accept}`);
    if (called === "https://example.org/b") return fetch(`${origin}/ok`);
    return new Response(null, { status: 308, headers: { location: "https://example.org/b" } });
  };
  await load("https://example.com/a", { fetch: outside });
  assert.deepEqual(calls, [
    "https://example.com/a application/json",
    "https://example.org/b application/json",
  ]);
});

test("a fetch that is passed in makes every request", async () => {
  const calls: string[] = [];
  const through = (url: string, init: RequestInit) => {
    calls.push(url);
    return fetch(url, init);
  };
  await load(`${origin}/moved`, { fetch: through });
  assert.deepEqual(calls, [`${origin}/moved`, `${origin}/ok`]);
});
