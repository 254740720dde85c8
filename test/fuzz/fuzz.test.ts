import { test } from "node:test";
import { Random } from "./random.ts";
import { TARGETS } from "./targets.ts";

/** Always the same inputs; `npm run fuzz` continues from here. */
const FEEDS: Readonly<Record<string, number>> = {
  "accounts file": 150,
  "responses of AWS": 25,
  "values in responses of AWS": 40,
  "responses of AWS Config and ECR": 40,
  "responses of AWS Config alone": 40,
};

for (const [name, start] of Object.entries(TARGETS)) {
  test(`${name}: any input is read or refused`, { timeout: 180_000 }, async (t) => {
    const target = await start();
    t.after(() => target.close());
    for (let seed = 1; seed <= (FEEDS[name] ?? 300); seed++) {
      await target.feed(new Random(seed)).catch((cause: unknown) => {
        throw new Error(`npm run fuzz -- --target '${name}' --seed ${seed} --count 1`, { cause });
      });
    }
  });
}
