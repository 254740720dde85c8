/** What a scan keeps of an account that has been read: rows of the ledger, and nothing that took part in the reading. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { generateEstate, startSimulator } from "../../simulator/index.ts";
import { compilePatterns } from "../../src/config/patterns.ts";
import type { Cloud } from "../../src/scan/cloud.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { scan } from "../../src/scan/scan.ts";
import { Stop } from "../../src/scan/stop.ts";
import { account, connect, home } from "../support/aws/world.ts";

const REGION = "eu-west-1";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("while a scan goes on, the sessions and functions of accounts that have been read are freed", async (t) => {
  const estate = generateEstate({ accounts: 13, regions: [REGION], functionsPerTarget: 2 });
  const [hub, ...ids] = estate.accounts.map(({ id }) => id);
  const simulator = await startSimulator({ estate });
  t.after(() => simulator.close());
  const stop = new Stop();
  const aws = connect(
    t,
    { ...home().env, ...simulator.env(hub) },
    { limit: createLimiter(fixed(2), stop).run },
  );
  const kept = new Map<string, WeakRef<object>>();
  const cloud: Cloud = {
    async access(of, signal) {
      const session = await aws.access(of, signal);
      kept.set(`session of ${session.accountId}`, new WeakRef(session));
      return session;
    },
  };
  const regions = { include: compilePatterns([REGION]), exclude: undefined };
  const accounts = ids.map((id) => account({ id, roles: ["LambdaInventoryReadOnly"], regions }));
  const extras = { extras: [], wantsExtras: () => false, versions: "latest" } as const;
  const request = { accounts, concurrency: fixed(2), timeoutMs: 60_000, wants: () => true, ...extras };
  for await (const item of scan(cloud, request, stop)) {
    if (item.kind === "account") continue;
    const { row, functions } = item.result;
    kept.set(`functions of ${row.accountId}`, new WeakRef(functions));
    if (row.accountId !== ids.at(-1)) continue;
    // The last is still being read, and the one before may still be held by a connection.
    const done = [...kept].filter(([name]) => ids.slice(0, -2).some((id) => name.endsWith(id)));
    assert.equal(done.length, 2 * (ids.length - 2));
    let left = done;
    for (let turn = 0; turn < 200 && left.length > 0; turn++) {
      await setImmediate();
      collect();
      left = left.filter(([, object]) => object.deref() !== undefined);
    }
    assert.deepEqual(
      left.map(([name]) => name),
      [],
    );
  }
});
