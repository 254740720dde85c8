import assert from "node:assert/strict";
import { test } from "node:test";
import { startSimulator } from "../../simulator/index.ts";
import { startAltering } from "../support/aws/altering.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";

/** What the service may send where a string, a number or a list belongs. */
const VALUES: readonly unknown[] = [{ a: 1 }, "__proto__"];

/** Every value of this key becomes `value`, in lists and objects of any depth. */
function withKey(body: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(body)) return body.map((each) => withKey(each, key, value));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, old]) => [name, name === key ? value : withKey(old, key, value)]),
  );
}

function keysIn(body: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(body)) for (const each of body) keysIn(each, found);
  else if (typeof body === "object" && body !== null) {
    for (const [name, value] of Object.entries(body)) keysIn(value, found.add(name));
  }
  return found;
}

/** XML: the text of each element of this name becomes an element. */
function withElement(xml: string, name: string): string {
  return xml.replaceAll(new RegExp(`(<${name}>)[^<]+(</${name}>)`, "g"), "$1<a>1</a>$2");
}

const ARGV = [
  "--org",
  "-r",
  "eu-west-1,us-east-1",
  "--with",
  "tags,aliases,lastInvoked",
  "--max-attempts",
  "1",
  "--timeout",
  "5",
];

test("a value of another type in any response of AWS is read or refused, in every format", async (t) => {
  const simulator = await startSimulator({ estate: smallOrganization(), verifySignatures: false });
  t.after(() => simulator.close());
  const keys = new Set<string>();
  const elements = new Set<string>();
  let alter = (body: string): string => {
    if (body.startsWith("{")) for (const key of keysIn(JSON.parse(body))) keys.add(key);
    else for (const [, name = ""] of body.matchAll(/<(\w+)>[^<]+<\//g)) elements.add(name);
    return body;
  };
  const server = await startAltering(simulator.url, (_request, { status, body }) => ({
    status,
    body: alter(body),
  }));
  t.after(() => server.close());
  const env = { ...simulator.env(), AWS_ENDPOINT_URL: server.url };
  const run = async (what: string, format: string): Promise<void> => {
    const { code, stdout, stderr } = await program([...ARGV, "-f", format], { env });
    assert.ok([0, 2, 3].includes(code), `${what}, ${format}: exit code ${code}\n${stderr}`);
    assert.doesNotMatch(stdout + stderr, /\[object Object\]/, `${what}, ${format}`);
    if (code === 2) return;
    assert.notEqual(stdout, "", `${what}, ${format}: no report`);
  };
  await run("as it is", "json");
  assert.ok(keys.size > 30 && elements.size > 5, [...keys, ...elements].join(" "));

  const formats = ["html", "markdown", "json", "table"];
  let turn = 0;
  for (const key of keys) {
    for (const value of VALUES) {
      alter = (body) => (body.startsWith("{") ? JSON.stringify(withKey(JSON.parse(body), key, value)) : body);
      await run(`${key}: ${JSON.stringify(value)}`, formats[turn++ % formats.length] ?? "");
    }
  }
  for (const name of elements) {
    alter = (body) => (body.startsWith("{") ? body : withElement(body, name));
    await run(`<${name}>`, formats[turn++ % formats.length] ?? "");
  }
});

for (const [key, what] of [
  ["Accounts", "the response contains no list of accounts"],
  ["Id", "the response lists an account without a valid id"],
] as const) {
  test(`a list of accounts whose ${key} is an object is not taken for a short one`, async (t) => {
    const simulator = await startSimulator({ estate: smallOrganization(), verifySignatures: false });
    t.after(() => simulator.close());
    const server = await startAltering(simulator.url, (_request, { status, body }) => ({
      status,
      body: body.startsWith('{"Accounts"') ? JSON.stringify(withKey(JSON.parse(body), key, { a: 1 })) : body,
    }));
    t.after(() => server.close());
    const { code, stdout, stderr } = await program(ARGV, {
      env: { ...simulator.env(), AWS_ENDPOINT_URL: server.url },
    });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, new RegExp(what));
  });
}
