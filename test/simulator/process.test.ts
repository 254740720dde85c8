import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { LambdaClient, paginateListFunctions } from "@aws-sdk/client-lambda";

const MAIN = join(import.meta.dirname, "../../simulator/main.ts");

interface Announcement {
  readonly url: string;
  readonly env: Readonly<Record<"AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_REGION", string>>;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

test("a separate process: announces itself, serves, counts, takes faults, ends", async () => {
  const flags = ["--accounts", "2", "--regions", "2", "--functions", "7", "--page-size", "3", "--verify"];
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { url, env, accounts } = JSON.parse(line) as Announcement;
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ["management", "team-0001"],
  );

  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY };
  const client = new LambdaClient({ region: env.AWS_REGION, endpoint: url, credentials, maxAttempts: 1 });
  const sizes: (number | undefined)[] = [];
  for await (const { Functions } of paginateListFunctions({ client }, {})) sizes.push(Functions?.length);
  assert.deepEqual(sizes, [3, 3, 1]);

  const counted = async () =>
    (await fetch(`${url}/_simulator/requests`)).json() as Promise<{ total: number }>;
  assert.equal((await counted()).total, 3);
  await fetch(`${url}/_simulator/reset`, { method: "POST" });
  assert.equal((await counted()).total, 0);

  const put = (body: string) => fetch(`${url}/_simulator/faults`, { method: "POST", body });
  assert.equal((await put('[{"kind":"nonsense"}]')).status, 400);
  assert.equal((await put('[{"kind":"deny"}]')).status, 200);
  await assert.rejects(paginateListFunctions({ client }, {}).next(), { name: "AccessDeniedException" });

  client.destroy();
  child.kill("SIGTERM");
  const [status] = (await once(child, "exit")) as [number | null];
  assert.equal(status, 0);
});
