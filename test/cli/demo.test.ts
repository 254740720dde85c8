import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DEMO_WAIVERS } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

async function demo(...argv: readonly string[]): Promise<Report & { readonly stderr: string }> {
  const { stdout, stderr, code } = await program(["demo", "-f", "json", ...argv]);
  assert.equal(code, 3, stderr);
  return { ...JSON.parse(stdout), stderr };
}

function valuesOf({ functions }: Report, key: keyof FunctionRow): readonly unknown[] {
  const texts = functions.map((row) => row[key]).map((value) => (value === undefined ? null : value));
  return [...new Set(texts)].sort();
}

test("the demo shows owners, waivers and code that no team wrote without any option", async () => {
  const report = await demo();
  assert.deepEqual(valuesOf(report, "ownerSource"), ["account-email", "owners-file"]);
  assert.ok(valuesOf(report, "owner").includes("payments"));
  assert.ok(valuesOf(report, "contact").includes("#payments"));
  assert.ok(valuesOf(report, "repository").includes("github.com/acme/payments"));
  assert.deepEqual(valuesOf(report, "managedBy"), [
    "aws-cdk",
    "aws-control-tower",
    "cloudformation-stackset",
    "cloudwatch-synthetics",
    "datadog",
    "landing-zone-accelerator",
    null,
    "serverless-application-repository",
    "serverless-framework",
  ]);
  assert.equal(report.functions.filter(({ managedBy }) => managedBy === "aws-cdk").length, 10);
  assert.equal(report.summary.waived, 3);
  assert.deepEqual(valuesOf(report, "kind"), ["edge-replica", "function"]);
  for (const key of ["snapStart", "durable", "capacityProvider", "tenancy", "masterArn"] as const)
    assert.ok(
      report.functions.some((row) => row[key] !== undefined),
      key,
    );
  assert.doesNotMatch(report.stderr, /warning/i);
});

test("the demo's tags name more owners, stacks, origins and recognise more tools", async () => {
  const report = await demo("--with", "tags,lastInvoked");
  assert.deepEqual(valuesOf(report, "ownerSource"), [
    "account-email",
    "account-tag:Team",
    "owners-file",
    "tag:team",
  ]);
  assert.deepEqual(valuesOf(report, "origin"), [
    "cdk",
    "chalice",
    "cloudformation",
    "console",
    null,
    "sam",
    "serverless-framework",
    "sst",
    "zappa",
  ]);
  for (const id of ["cloud-custodian", "secretsmanager-rotation"])
    assert.ok(valuesOf(report, "managedBy").includes(id), id);
  assert.ok(valuesOf(report, "stack").includes("sepa"));
  assert.ok(valuesOf(report, "logicalId").includes("SepaReturnReaderFunction"));
  assert.deepEqual(valuesOf(report, "action"), [
    "check-image",
    "investigate",
    "none",
    "redeploy",
    "retire",
    "update-product",
    "upgrade",
  ]);
});

test("a part of the demo's organization has no warning of waivers that match nothing", async () => {
  const { summary, stderr } = await demo("-r", "us-east-1");
  assert.equal(summary.waived, 0);
  assert.doesNotMatch(stderr, /waiver/);
});

test("owners and waivers of the user replace those of the demo", async () => {
  const cwd = temporaryDirectory("lambda-inventory-demo-rules");
  writeFileSync(join(cwd, "owners.yaml"), "owners: [{match: {}, owner: everybody}]");
  writeFileSync(join(cwd, "waivers.yaml"), DEMO_WAIVERS);
  const { stdout } = await program(["demo", "-q", "-f", "json", "--owners", "owners.yaml"], { cwd });
  const report = JSON.parse(stdout);
  assert.deepEqual([valuesOf(report, "owner"), report.summary.waived], [["everybody"], 0]);
  const waived = await program(["demo", "-q", "-f", "json", "--waivers", "waivers.yaml"], { cwd });
  assert.equal(JSON.parse(waived.stdout).summary.waived, 3);
});
