/** A light signal behaves as Node's AbortSignal does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { LightSignal } from "../../src/scan/light-signal.ts";
import { KEYS, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";
import { program } from "../support/cli/program.ts";

const REASON = new Error("over");

/** What the listeners of a signal see. */
function history(signal: AbortSignal, abort: () => void): readonly string[] {
  const seen: string[] = [];
  const add = (name: string, act = () => {}) => {
    const listener = () => {
      seen.push(`${name} ${signal.aborted} ${signal.reason === REASON}`);
      act();
    };
    signal.addEventListener("abort", listener);
    return () => signal.removeEventListener("abort", listener);
  };
  const removeFirst = add("removed before");
  add("first", () => removeLater());
  add("second");
  const removeLater = add("removed by the first");
  removeFirst();
  signal.throwIfAborted();
  abort();
  abort();
  add("added after");
  try {
    signal.throwIfAborted();
  } catch (error) {
    seen.push(`thrown ${error === REASON}`);
  }
  return seen;
}

test("listeners, reason and throwIfAborted are those of an AbortSignal", () => {
  const light = new LightSignal();
  const controller = new AbortController();
  const own = history(light as unknown as AbortSignal, () => light.abort(REASON));
  assert.deepEqual(
    own,
    history(controller.signal, () => controller.abort(REASON)),
  );
  assert.deepEqual(own, ["first true true", "second true true", "thrown true"]);
});

test("Node's timers end with it, before and after it is aborted", async () => {
  const light = new LightSignal();
  const signal = light as unknown as AbortSignal;
  const waiting = sleep(60_000, undefined, { signal });
  light.abort(REASON);
  for (const wait of [waiting, sleep(60_000, undefined, { signal })]) {
    await assert.rejects(wait, (error: Error) => error.name === "AbortError" && error.cause === REASON);
  }
});

test("a client of the AWS SDK takes it", async (t) => {
  const server = await serve(t, () => {});
  const light = new LightSignal();
  const client = new LambdaClient({ endpoint: server.url, region: "eu-west-1", credentials: KEYS });
  const call = client.send(new ListFunctionsCommand({}), { abortSignal: light as unknown as AbortSignal });
  setTimeout(() => light.abort(REASON), 50);
  await assert.rejects(call, { name: "AbortError" });
});

test("many calls at once under the time limit of one region cause no warning from Node.js", async (t) => {
  const warnings: Error[] = [];
  const listener = (warning: Error) => warnings.push(warning);
  process.on("warning", listener);
  t.after(() => process.off("warning", listener));
  const functions = { "eu-west-1": Array.from({ length: 30 }, (_, i) => `f${i} nodejs20.x`) };
  const simulator = await simulate(t, { accounts: [{ name: "hub", functions }] }, { latencyMs: 10 });
  const extras = ["--with", "tags,aliases,lastInvoked,webFunctions", "-r", "eu-west-1"];
  for (const argv of [
    ["-f", "json", ...extras],
    ["check", ...extras],
  ]) {
    const { code, stderr } = await program(argv, { env: simulator.env() });
    assert.equal(code, 0, stderr);
  }
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(warnings, []);
});
