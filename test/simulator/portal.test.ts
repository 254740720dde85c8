import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  paginateListAccounts,
} from "@aws-sdk/client-sso";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { fromSSO } from "@aws-sdk/credential-providers";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({
    pageSize: 2,
    estate: estate({
      accounts: [
        { name: "hub", permissionSets: ["Admin"] },
        { name: "shop", permissionSets: ["ReadOnly", "Billing", "Support"] },
        { name: "closed", permissionSets: ["ReadOnly"], state: "SUSPENDED" },
        { name: "secret" },
        { name: "labs", permissionSets: ["ReadOnly"] },
      ],
    }),
  });
});
after(() => simulator.close());

test("a person sees the accounts and roles that were granted", async () => {
  const { sso: client } = clients(simulator);
  const { accessToken } = simulator.portalLogin();
  const names: (string | undefined)[] = [];
  for await (const { accountList } of paginateListAccounts({ client }, { accessToken })) {
    names.push(...(accountList ?? []).map(({ accountName }) => accountName));
  }
  assert.deepEqual(names, ["hub", "shop", "labs"]);
  const first = await client.send(new ListAccountRolesCommand({ accessToken, accountId: "222222222222" }));
  assert.deepEqual(
    first.roleList?.map(({ roleName }) => roleName),
    ["ReadOnly", "Billing"],
  );
  assert.ok(first.nextToken);
});

test("role credentials belong to the permission set's role", async () => {
  const { sso } = clients(simulator);
  const { accessToken } = simulator.portalLogin();
  const enter = (accountId: string, roleName: string) =>
    sso.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName }));
  const { roleCredentials } = await enter("222222222222", "ReadOnly");
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = roleCredentials ?? {};
  const { sts } = clients(simulator, { key: { accessKeyId, secretAccessKey, sessionToken } as never });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.match(
    Arn ?? "",
    /^arn:aws:sts::222222222222:assumed-role\/AWSReservedSSO_ReadOnly_[0-9a-f]{16}\/someone@example\.com$/,
  );
  for (const [account, role] of [
    ["222222222222", "Admin"],
    ["444444444444", "ReadOnly"],
    ["333333333333", "ReadOnly"],
  ] as const) {
    const failure = await failureOf(enter(account, role));
    assert.deepEqual([failure.status, failure.message], [403, "No access"]);
  }
});

test("an expired login returns no credentials", async () => {
  const { sso } = clients(simulator);
  const { accessToken } = simulator.portalLogin({ seconds: -1 });
  const failure = await failureOf(
    sso.send(new ListAccountRolesCommand({ accessToken, accountId: "222222222222" })),
  );
  assert.deepEqual([failure.name, failure.status], ["UnauthorizedException", 401]);
});

test("the SDK's own provider renews an expired login with its refresh token", async () => {
  const home = await mkdtemp(join(tmpdir(), "simulator-"));
  const cache = join(home, ".aws", "sso", "cache");
  const file = join(cache, `${createHash("sha1").update("people").digest("hex")}.json`);
  const login = simulator.portalLogin({ seconds: 60, region: "eu-west-1" });
  await mkdir(cache, { recursive: true });
  await writeFile(file, JSON.stringify(login));
  const config = `[sso-session people]\nsso_start_url = ${login.startUrl}\nsso_region = eu-west-1\n[profile shop]\nsso_session = people\nsso_account_id = 222222222222\nsso_role_name = ReadOnly\n`;
  await writeFile(join(home, ".aws", "config"), config);
  const { HOME, AWS_ENDPOINT_URL } = process.env;
  Object.assign(process.env, { HOME: home, AWS_ENDPOINT_URL: simulator.url });
  try {
    const key = await fromSSO({ profile: "shop" })();
    const { Account } = await clients(simulator, { key }).sts.send(new GetCallerIdentityCommand({}));
    assert.equal(Account, "222222222222");
    assert.equal(simulator.requests.count("sso-oauth:CreateToken"), 1);
    const renewed = JSON.parse(await readFile(file, "utf8")) as { accessToken: string };
    assert.notEqual(renewed.accessToken, login.accessToken);
  } finally {
    for (const [name, value] of Object.entries({ HOME, AWS_ENDPOINT_URL })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(home, { recursive: true });
  }
});
