/** One process that accesses accounts and lists their regions, and tells what each took. */
import process from "node:process";
import { createAws } from "../../src/aws/aws.ts";
import type { Account } from "../../src/model/account.ts";
import { timeLeft, within } from "../../src/scan/allowance.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { Stop } from "../../src/scan/stop.ts";

export interface AccessOrder {
  readonly accounts: readonly string[];
  readonly role: string;
}

const stop = new Stop();
const limiter = createLimiter(fixed(64), stop);
const aws = createAws({
  env: process.env,
  maxAttempts: 6,
  connectTimeoutMs: 4_000,
  limit: limiter.run,
  limitListing: limiter.list,
  pause: (wait) => wait(),
  within: (stage, call) => within(stage, { stop, timeoutMs: 60_000 }, call),
  timeLeft,
  observe() {},
  userAgent: "lambda-inventory/bench",
  early: { regions: true },
});

async function access(ids: readonly string[], role: string): Promise<void> {
  await Promise.all(
    ids.map(async (id) => {
      const roles = [{ role, externalId: undefined, sessionName: undefined, mfaSerial: undefined }];
      const regions = { include: undefined, exclude: undefined };
      const account: Account = {
        id,
        name: "",
        base: { kind: "default" },
        roles,
        ownRole: false,
        regions,
        tags: [],
      };
      const { signal } = new AbortController();
      await (await aws.access(account, signal)).enabledRegions(signal);
    }),
  );
}

/** The first accounts load and compile what the others use. */
const WARM_UP = 200;

process.on("message", ({ accounts, role }: AccessOrder) => {
  void (async () => {
    await access(accounts.slice(0, WARM_UP), role);
    const before = process.cpuUsage();
    const startedAt = performance.now();
    await access(accounts.slice(WARM_UP), role);
    const { user, system } = process.cpuUsage(before);
    await aws.close();
    process.send?.({ cpuMs: (user + system) / 1000, wallMs: performance.now() - startedAt });
  })();
});
process.on("disconnect", () => process.exit());
