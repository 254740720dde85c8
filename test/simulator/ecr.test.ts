/** boto3 reads the simulated ECR: a manifest, then the configuration that it names. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { estate, startSimulator } from "../../simulator/index.ts";
import { noBoto3 } from "../support/simulator/boto3.ts";

const run = promisify(execFile);

const SCRIPT = `
import json, urllib.request, boto3
code = boto3.client("lambda").get_function(FunctionName="api")["Code"]
repository, digest = code["ResolvedImageUri"].split("/", 1)[1].split("@")
ecr = boto3.client("ecr")
found = ecr.batch_get_image(repositoryName=repository, imageIds=[{"imageDigest": digest}])
manifest = json.loads(found["images"][0]["imageManifest"])
url = ecr.get_download_url_for_layer(repositoryName=repository, layerDigest=manifest["config"]["digest"])
config = json.load(urllib.request.urlopen(url["downloadUrl"]))
missing = ecr.batch_get_image(repositoryName=repository, imageIds=[{"imageDigest": "sha256:" + "0" * 64}])
try:
    ecr.batch_get_image(repositoryName="nowhere", imageIds=[{"imageDigest": digest}])
except ecr.exceptions.RepositoryNotFoundException as error:
    refused = error.response["Error"]["Code"]
print(json.dumps({"uri": code["ImageUri"], "labels": config["config"]["Labels"], "missing": missing["failures"][0]["failureCode"], "refused": refused}))
`;

test("boto3 reads an image", { skip: noBoto3 }, async () => {
  const image = { repository: "shop/api", labels: { team: "shop" } };
  const functions = { "eu-west-1": [{ name: "api", image }] };
  const simulator = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  const none = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null", NO_PROXY: "*" };
  try {
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", ...none, ...simulator.env() };
    const { stdout } = await run("python3", ["-c", SCRIPT], { env });
    assert.deepEqual(JSON.parse(stdout), {
      uri: "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop/api:live",
      labels: { team: "shop" },
      missing: "ImageNotFound",
      refused: "RepositoryNotFoundException",
    });
  } finally {
    await simulator.close();
  }
});
