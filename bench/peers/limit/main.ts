/** The limit of the machine: the same scan with every call by hand and no client at all. */
import process from "node:process";
import pLimit from "p-limit";
import { assumeRole, callerAccount, describeRegions, listAccounts, listFunctions } from "./aws.ts";
import { pageWriter } from "./lines.ts";
import { close, type Keys } from "./wire.ts";

const { BENCH_ROLE: role, BENCH_REGION: region, BENCH_FORMAT = "names", BENCH_CONCURRENCY } = process.env;
const { BENCH_ACCOUNTS, BENCH_ACCOUNTS_ONLY } = process.env;
const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = process.env;
const base: Keys = {
  accessKeyId: AWS_ACCESS_KEY_ID,
  secretAccessKey: AWS_SECRET_ACCESS_KEY,
  ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
};
const limit = pLimit(Number(BENCH_CONCURRENCY));
const text = pageWriter(BENCH_FORMAT);
let count = 0;

async function list(account: string, name: string, keys: Keys): Promise<void> {
  for await (const functions of listFunctions(keys, name)) {
    count += functions.length;
    process.stdout.write(text(functions, account, name));
  }
}

async function scan(account: string, keys: Keys): Promise<void> {
  const regions = region ? [region] : await limit(() => describeRegions(keys));
  await Promise.all(regions.map((name) => limit(() => list(account, name, keys))));
}

if (BENCH_ACCOUNTS_ONLY) {
  await listAccounts(base);
} else if (role) {
  const own = await callerAccount(base);
  const enter = async (id: string) =>
    id === own ? base : limit(() => assumeRole(base, `arn:aws:iam::${id}:role/${role}`));
  const ids = BENCH_ACCOUNTS ? BENCH_ACCOUNTS.split(",") : await listAccounts(base);
  await Promise.all(ids.map(async (id) => scan(id, await enter(id))));
} else {
  await scan("", base);
}
await close();
process.stderr.write(`${JSON.stringify({ functions: count })}\n`);
