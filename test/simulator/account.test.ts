/** boto3 reads the simulator's Account Management service. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { estate, startSimulator } from "../../simulator/index.ts";
import { noBoto3 } from "../support/simulator/boto3.ts";

const run = promisify(execFile);

const SCRIPT = `
import json, boto3
from botocore.exceptions import ClientError

client = boto3.client("account", region_name="us-east-1")

def regions(**given):
    found, token = [], {}
    while True:
        try:
            page = client.list_regions(MaxResults=7, **given, **token)
        except ClientError as error:
            return error.response["Error"]["Code"]
        found += [[one["RegionName"], one["RegionOptStatus"]] for one in page["Regions"]]
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}

print(json.dumps({
    "own": regions(),
    "member": regions(AccountId="222222222222"),
    "enabled": regions(AccountId="222222222222", RegionOptStatusContains=["ENABLED"]),
    "itself": regions(AccountId="111111111111"),
    "stranger": regions(AccountId="999999999999"),
}))
`;

test("boto3 lists regions of its own account and of a member, page by page", { skip: noBoto3 }, async () => {
  const simulator = await startSimulator({
    estate: estate({ accounts: [{ regions: ["eu-west-1"] }, { regions: ["af-south-1", "eu-west-1"] }] }),
    pageSize: 3,
  });
  try {
    const none = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", ...none, ...simulator.env() };
    const { stdout } = await run("python3", ["-c", SCRIPT], { env });
    const { own, member, ...rest } = JSON.parse(stdout);
    assert.ok(own.length > 7, "more than a page");
    const status = new Map<string, string>(member);
    assert.deepEqual(
      ["eu-west-1", "af-south-1", "ap-east-1"].map((name) => status.get(name)),
      ["ENABLED_BY_DEFAULT", "ENABLED", "DISABLED"],
    );
    assert.deepEqual(rest, {
      enabled: [["af-south-1", "ENABLED"]],
      itself: "ValidationException",
      stranger: "AccessDeniedException",
    });
  } finally {
    await simulator.close();
  }
});
