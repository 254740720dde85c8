import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type FunctionConfiguration,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  paginateListFunctions,
} from "@aws-sdk/client-lambda";
import { estate, SECRET_MARK, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({
    pageSize: 2,
    estate: estate({
      accounts: [
        {
          functions: {
            "eu-west-1": [
              "a nodejs18.x",
              {
                name: "b",
                Runtime: "python3.8",
                Description: "tab\there\n日本 \u001b[31m",
                tags: { team: "x", "a=b": "ü" },
              },
              {
                name: "c",
                Environment: { Variables: { PASSWORD: SECRET_MARK } },
                versions: [{ version: "1", Runtime: "nodejs16.x" }, { version: "2" }, { version: "3" }],
                aliases: [
                  { name: "live", version: "1", routing: { "2": 0.1 } },
                  { name: "next", version: "3" },
                  { name: "old", version: "1" },
                ],
                layers: [{ name: "own", version: 3, codeSize: 7 }],
              },
              "d image",
              "e custom",
            ],
            "us-east-1": [],
          },
        },
      ],
    }),
  });
});
after(() => simulator.close());

async function listed(FunctionVersion?: "ALL"): Promise<FunctionConfiguration[]> {
  const found: FunctionConfiguration[] = [];
  const { lambda: client } = clients(simulator);
  for await (const page of paginateListFunctions({ client }, FunctionVersion ? { FunctionVersion } : {})) {
    assert.ok((page.Functions ?? []).length <= 2);
    found.push(...(page.Functions ?? []));
  }
  return found;
}

test("the SDK reads every page of ListFunctions", async () => {
  simulator.requests.reset();
  const found = await listed();
  assert.deepEqual(
    found.map((one) => [one.FunctionName, one.Runtime, one.PackageType]),
    [
      ["a", "nodejs18.x", "Zip"],
      ["b", "python3.8", "Zip"],
      ["c", "nodejs22.x", "Zip"],
      ["d", undefined, "Image"],
      ["e", "custom", "Zip"],
    ],
  );
  assert.equal(found[1]?.Description, "tab\there\n日本 \u001b[31m");
  assert.equal(found[2]?.FunctionArn, "arn:aws:lambda:eu-west-1:111111111111:function:c");
  assert.equal(found[2]?.Layers?.[0]?.Arn, "arn:aws:lambda:eu-west-1:111111111111:layer:own:3");
  assert.equal(found[2]?.Environment?.Variables?.PASSWORD, SECRET_MARK);
  assert.equal(found[2]?.LastModified, "2024-07-24T09:41:13.364+0000");
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 3);
});

test("FunctionVersion ALL lists published versions under qualified ARNs", async () => {
  const found = await listed("ALL");
  assert.deepEqual(
    found.map((one) => [one.FunctionArn?.split(":function:")[1], one.Version, one.Runtime]),
    [
      ["a:$LATEST", "$LATEST", "nodejs18.x"],
      ["b:$LATEST", "$LATEST", "python3.8"],
      ["c:$LATEST", "$LATEST", "nodejs22.x"],
      ["c:1", "1", "nodejs16.x"],
      ["c:2", "2", "nodejs22.x"],
      ["c:3", "3", "nodejs22.x"],
      ["d:$LATEST", "$LATEST", undefined],
      ["e:$LATEST", "$LATEST", "custom"],
    ],
  );
});

test("MaxItems makes pages smaller, never larger", async () => {
  const { lambda } = clients(simulator);
  const size = async (MaxItems: number) =>
    (await lambda.send(new ListFunctionsCommand({ MaxItems }))).Functions?.length;
  assert.equal(await size(1), 1);
  assert.equal(await size(10_000), 2);
  assert.equal((await failureOf(size(10_001))).name, "InvalidParameterValueException");
});

test("an empty region has one empty page", async () => {
  const { lambda } = clients(simulator, { region: "us-east-1" });
  const page = await lambda.send(new ListFunctionsCommand({}));
  assert.deepEqual([page.Functions, page.NextMarker], [[], undefined]);
});

test("a marker from elsewhere is refused", async () => {
  const first = await clients(simulator).lambda.send(new ListFunctionsCommand({}));
  const { lambda } = clients(simulator, { region: "us-east-1" });
  const failure = await failureOf(lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker })));
  assert.deepEqual([failure.name, failure.status], ["InvalidParameterValueException", 400]);
});

test("tags, aliases and versions of a function", async () => {
  const { lambda } = clients(simulator);
  const arn = "arn:aws:lambda:eu-west-1:111111111111:function:";
  const { Tags } = await lambda.send(new ListTagsCommand({ Resource: `${arn}b` }));
  assert.deepEqual(Tags, { team: "x", "a=b": "ü" });

  const first = await lambda.send(new ListAliasesCommand({ FunctionName: "c" }));
  const rest = await lambda.send(
    new ListAliasesCommand({ FunctionName: `${arn}c`, Marker: first.NextMarker }),
  );
  assert.deepEqual(
    [...(first.Aliases ?? []), ...(rest.Aliases ?? [])].map((alias) => [alias.Name, alias.FunctionVersion]),
    [
      ["live", "1"],
      ["next", "3"],
      ["old", "1"],
    ],
  );
  assert.deepEqual(first.Aliases?.[0]?.RoutingConfig, { AdditionalVersionWeights: { "2": 0.1 } });
  assert.equal(first.Aliases?.[0]?.AliasArn, `${arn}c:live`);

  const versions = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: "c" }));
  assert.deepEqual(
    versions.Versions?.map((version) => version.Version),
    ["$LATEST", "1"],
  );
});

test("a function that does not exist is not found", async () => {
  const { lambda } = clients(simulator);
  const arn = "arn:aws:lambda:eu-west-1:111111111111:function:nope";
  const failures = await Promise.all([
    failureOf(lambda.send(new ListTagsCommand({ Resource: arn }))),
    failureOf(lambda.send(new ListAliasesCommand({ FunctionName: "nope" }))),
  ]);
  for (const failure of failures) {
    assert.deepEqual(failure, {
      name: "ResourceNotFoundException",
      message: `Function not found: ${arn}`,
      status: 404,
    });
  }
});
