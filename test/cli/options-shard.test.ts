import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../../src/cli/options.ts";
import { UserError } from "../../src/model/failure.ts";

async function shardOf(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<unknown> {
  const invocation = await parseArguments(argv, { env, cwd: "/" });
  return invocation.command === "list" ? invocation.options.shard : undefined;
}

const CASES = [
  { argv: ["--shard", "auto/4"], env: { AWS_BATCH_JOB_ARRAY_INDEX: "0" }, shard: { index: 1, count: 4 } },
  { argv: ["--shard", "auto/4"], env: { JOB_COMPLETION_INDEX: "3" }, shard: { index: 4, count: 4 } },
  {
    argv: [],
    env: { LAMBDA_INVENTORY_SHARD: "auto/2", JOB_COMPLETION_INDEX: "1" },
    shard: { index: 2, count: 2 },
  },
  { argv: ["--shard", "2/2"], env: { JOB_COMPLETION_INDEX: "0" }, shard: { index: 2, count: 2 } },
  { argv: [], env: { JOB_COMPLETION_INDEX: "0" }, shard: undefined },
] as const;

for (const { argv, env, shard } of CASES) {
  test(`${argv.join(" ")} with ${JSON.stringify(env)}`, async () => {
    assert.deepEqual(await shardOf(argv, env), shard);
  });
}

const MISTAKES = [
  {
    text: "auto/4",
    env: {},
    message: /^--shard: "auto\/4" needs AWS_BATCH_JOB_ARRAY_INDEX or JOB_COMPLETION_INDEX/,
  },
  {
    text: "auto/4",
    env: { JOB_COMPLETION_INDEX: "four" },
    message: /^JOB_COMPLETION_INDEX must be a whole number, not "four"$/,
  },
  { text: "auto/4", env: { JOB_COMPLETION_INDEX: "4" }, message: /^--shard: "5\/4" is not a valid shard/ },
  { text: "auto/x", env: { JOB_COMPLETION_INDEX: "0" }, message: /^--shard: "1\/x" is not a valid shard/ },
] as const;

for (const { text, env, message } of MISTAKES) {
  test(`--shard ${text} with ${JSON.stringify(env)} is rejected`, async () => {
    await assert.rejects(shardOf(["--shard", text], env), (error) => {
      return error instanceof UserError && message.test(error.message) && error.hint !== undefined;
    });
  });
}
