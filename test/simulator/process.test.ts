import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
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

function run(...flags: string[]) {
  const argv = ["--import", "tsx", MAIN, ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("--help prints every option", () => {
  const { status, stdout, stderr } = run("--help");
  assert.deepEqual([status, stderr], [0, ""]);
  for (const name of ["estate FILE", "accounts N", "page-size N", "latency MS", "port N", "verify"])
    assert.match(stdout, new RegExp(`^ {2}--${name} `, "m"));
});

test("mistaken options end with exit code 2 and a plain message, all in one run", () => {
  const hint = "  Run `npx tsx simulator/main.ts --help` to see all options.\n";
  assert.deepEqual(run("--foo", "--port", "99999", "--regions", "-1", "--verify=x", "--seed", "7"), {
    status: 2,
    stdout: "",
    stderr: [
      `simulator: unknown option "--foo"\n${hint}`,
      `--port must be a whole number from 0 to 65535, not "99999"\n${hint}`,
      `--regions must be a whole number from 1 to 100, not "-1"\n${hint}`,
      `--verify takes no value\n${hint}`,
      "--regions requires --accounts\n  Add --accounts N, or omit --regions.\n",
      "--seed requires --accounts\n  Add --accounts N, or omit --seed.\n",
    ].join(""),
  });
  const { status, stderr } = run("--estate", "absent.json");
  assert.equal(status, 2);
  assert.match(stderr, /^simulator: --estate: cannot use "absent\.json": ENOENT.*\n {2}It must be the JSON/);
});
