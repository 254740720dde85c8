import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cloudformation } from "../../src/deploy/cloudformation.ts";
import { hubPolicy, readerPolicy, trustPolicy } from "../../src/deploy/policy.ts";
import { terraform } from "../../src/deploy/terraform.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const DEFAULTS = {
  role: "LambdaInventoryReadOnly",
  trustedAccount: undefined,
  externalId: undefined,
  extras: [],
};
const ALL = {
  role: "audit/Reader",
  trustedAccount: "111122223333",
  externalId: "x-1",
  extras: ["tags"],
} as const;
const OPTIONS = [
  "--role",
  "audit/Reader",
  "--trusted-account",
  "111122223333",
  "--external-id",
  "x-1",
  "--with",
  "tags",
];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

for (const [argv, stdout] of [
  [[], json(readerPolicy([]))],
  [["--with", "tags,lastInvoked,aliases"], json(readerPolicy(["tags", "lastInvoked", "aliases"]))],
  [["--format", "trust-policy", ...OPTIONS], json(trustPolicy("111122223333", "x-1"))],
  [["--format", "hub-policy"], json(hubPolicy("LambdaInventoryReadOnly", "aws"))],
  [
    ["--format", "hub-policy", "--aggregator", "org"],
    json(hubPolicy("LambdaInventoryReadOnly", "aws", true)),
  ],
  [["--format", "cloudformation"], cloudformation(DEFAULTS)],
  [["--format", "cloudformation", ...OPTIONS], cloudformation(ALL)],
  [["--format", "terraform", ...OPTIONS], terraform(ALL)],
] as const) {
  test(`role ${argv.join(" ")}`, async () => {
    assert.deepEqual(await program(["role", ...argv]), { code: 0, stdout, stderr: "" });
  });
}

test("the configured region tells the partition of the hub's policy", async () => {
  const { stdout } = await program(["role", "--format", "hub-policy"], {
    env: { AWS_REGION: "us-gov-west-1" },
  });
  assert.equal(stdout, json(hubPolicy("LambdaInventoryReadOnly", "aws-us-gov")));
});

test("role --output writes the file and nothing else", async () => {
  const cwd = temporaryDirectory("lambda-inventory-role");
  const ended = await program(["role", "-f", "terraform", "-o", "reader.tf"], { cwd });
  assert.deepEqual(ended, { code: 0, stdout: "", stderr: "" });
  assert.equal(readFileSync(join(cwd, "reader.tf"), "utf8"), terraform(DEFAULTS));
});

for (const [argv, said] of [
  [
    ["--format", "trust-policy"],
    /--format trust-policy requires --trusted-account\n.*--trusted-account 111122223333/,
  ],
  [["--role", "arn:aws:iam::111122223333:role/Reader"], /"arn:aws:iam::111122223333:role\/Reader"/],
  [["--trusted-account", "1234"], /1234/],
  [["--with", "everything"], /everything/],
] as const) {
  test(`role ${argv.join(" ")} is an error`, async () => {
    const { code, stdout, stderr } = await program(["role", ...argv]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, said);
  });
}
