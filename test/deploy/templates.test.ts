import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cloudformation } from "../../src/deploy/cloudformation.ts";
import { type Deployment, readerPolicy, trustPolicy } from "../../src/deploy/policy.ts";
import { terraform } from "../../src/deploy/terraform.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const DEPLOYMENTS: Readonly<Record<string, Deployment>> = {
  "all defaults": {
    role: "LambdaInventoryReadOnly",
    trustedAccount: undefined,
    externalId: undefined,
    extras: [],
  },
  "everything given": {
    role: "audit/readers/Inventory",
    trustedAccount: "111122223333",
    externalId: "scan:2026/x=1@y",
    extras: ["tags", "aliases", "lastInvoked"],
  },
};

const has = (command: string, argument: string): string | false =>
  spawnSync(command, [argument]).status === 0 ? false : `${command} is not installed`;
const noCfnLint = has("cfn-lint", "--version");
const noTerraform = has("terraform", "version");

function folder(): string {
  return temporaryDirectory("lambda-inventory-deploy");
}

function sh(cwd: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  assert.equal(status, 0, `${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

test("cfn-lint finds nothing in the templates", { skip: noCfnLint }, () => {
  const cwd = folder();
  const templates = Object.entries(DEPLOYMENTS).map(([name, deployment]) => {
    writeFileSync(join(cwd, `${name}.yaml`), cloudformation(deployment));
    return `${name}.yaml`;
  });
  assert.equal(sh(cwd, "cfn-lint", "--include-checks", "I", "--", ...templates), "");
});

for (const [name, deployment] of Object.entries(DEPLOYMENTS)) {
  test(`terraform would format nothing differently: ${name}`, { skip: noTerraform }, () => {
    const cwd = folder();
    writeFileSync(join(cwd, "main.tf"), terraform(deployment));
    sh(cwd, "terraform", "fmt", "-check", "-diff");
  });

  test(`terraform computes the same policies as --format policy: ${name}`, { skip: noTerraform }, () => {
    const cwd = folder();
    writeFileSync(join(cwd, "main.tf"), evaluable(terraform(deployment)));
    sh(cwd, "terraform", "init", "-backend=false");
    sh(cwd, "terraform", "apply", "-auto-approve", "-input=false", "-var", "trusted_account_id=111122223333");
    const read = (output: string): unknown =>
      JSON.parse(JSON.parse(sh(cwd, "terraform", "output", "-json", output)));
    assert.deepEqual(read("policy"), readerPolicy(deployment.extras));
    const trust = trustPolicy("arn:aws-us-gov:iam::111122223333:root", deployment.externalId);
    assert.deepEqual(read("trust"), trust);
  });
}

/** The variables and the two policies alone: without the provider, which has to be downloaded. */
function evaluable(text: string): string {
  const variables = text.match(/^variable [\s\S]*?^\}$/gm) ?? [];
  const expressions = text.match(/jsonencode\(\{[\s\S]*?^ {2}\}\)$/gm) ?? [];
  assert.equal(variables.length, 3);
  assert.equal(expressions.length, 2);
  const outputs = ["trust", "policy"].map((name, i) => `output "${name}" {\n  value = ${expressions[i]}\n}`);
  return [...variables, ...outputs]
    .join("\n\n")
    .replaceAll("data.aws_partition.current.partition", '"aws-us-gov"');
}
