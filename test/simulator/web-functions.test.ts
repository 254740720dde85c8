/** boto3 reads the simulator's Lambda Web Functions, by the model that botocore has since 1.43.107. */
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { estate, startSimulator } from "../../simulator/index.ts";

const run = promisify(execFile);
const probe = "import boto3; boto3.client('lambda-web', region_name='us-east-1')";
const noModel =
  spawnSync("python3", ["-c", probe]).status !== 0 &&
  "boto3 with the model of Web Functions is not installed: pip install 'boto3>=1.43.107'";

const SCRIPT = `
import json, boto3
from botocore.exceptions import ClientError

client = boto3.client("lambda-web", region_name="eu-west-1")

def all_of(operation, key, **given):
    pages = client.get_paginator(operation).paginate(**given)
    return [one for page in pages for one in page[key]]

def code_of(call, **given):
    try:
        call(**given)
    except ClientError as error:
        return error.response["Error"]["Code"]

functions = all_of("list_web_functions", "functions")
arns = {one["functionName"]: one["functionArn"] for one in functions}
revision = client.get_web_function_revision(functionName="shop", revisionId="2")
print(json.dumps({
    "functions": [[one["functionName"], one["state"], one["updatedAt"].isoformat()] for one in functions],
    "endpoints": [
        [one["endpointName"], one["endpointType"], one["revisionWeights"]]
        for one in all_of("list_web_function_endpoints", "endpoints", functionName="shop")
    ],
    "revisions": [
        [one["revisionId"], one["createdAt"].isoformat()]
        for one in all_of("list_web_function_revisions", "revisions", functionName="shop")
    ],
    "runtime": revision["buildConfig"]["runtimeConfig"]["runtime"],
    "role": revision["serviceConfig"]["executionRoleArn"],
    "timeout": revision["serviceConfig"]["timeoutSeconds"],
    "variables": sorted(revision["serviceConfig"]["environmentVariables"]),
    "tags": [client.list_tags(resource=arns[name])["tags"] for name in ("shop", "empty")],
    "missing": code_of(client.list_web_function_revisions, functionName="nobody"),
    "missingTags": code_of(client.list_tags, resource=arns["shop"] + "pe"),
}))
`;

test("boto3 lists Web Functions, their endpoints, revisions and tags, page by page", {
  skip: noModel,
}, async () => {
  const revisions = [
    { id: "1", runtime: "nodejs24.x", createdAt: "2026-10-02T08:00:00+00:00" },
    {
      id: "2",
      runtime: "nodejs24.x",
      createdAt: "2026-11-02T08:00:00+00:00",
      environment: { TOKEN: "secret" },
    },
  ];
  const simulator = await startSimulator({
    estate: estate({
      accounts: [
        {
          functions: { "eu-west-1": [] },
          webFunctions: {
            "eu-west-1": [
              { name: "empty" },
              { name: "other", updatedAt: "2026-11-03T10:00:00+00:00" },
              {
                name: "shop",
                revisions,
                endpoints: { main: { "1": 25, "2": 75 } },
                tags: { team: "web" },
              },
            ],
          },
        },
      ],
    }),
    pageSize: 1,
  });
  try {
    const none = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", ...none, ...simulator.env() };
    const { stdout } = await run("python3", ["-c", SCRIPT], { env });
    assert.deepEqual(JSON.parse(stdout), {
      functions: [
        ["empty", "Active", "2026-10-05T08:00:00+00:00"],
        ["other", "Active", "2026-11-03T10:00:00+00:00"],
        ["shop", "Active", "2026-10-05T08:00:00+00:00"],
      ],
      endpoints: [
        [
          "main",
          "HomeRegion",
          [
            { revisionId: "1", weight: 25 },
            { revisionId: "2", weight: 75 },
          ],
        ],
      ],
      revisions: [
        ["1", "2026-10-02T08:00:00+00:00"],
        ["2", "2026-11-02T08:00:00+00:00"],
      ],
      runtime: "nodejs24.x",
      role: "arn:aws:iam::111111111111:role/web-execution",
      timeout: 30,
      variables: ["TOKEN"],
      tags: [{ team: "web" }, {}],
      missing: "ResourceNotFoundException",
      missingTags: "ResourceNotFoundException",
    });
  } finally {
    await simulator.close();
  }
});
