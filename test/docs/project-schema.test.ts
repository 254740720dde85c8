/** docs/project.schema.json is what the program reads, and the example is valid and read. */
import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { readProject } from "../../src/cli/options/read-project.ts";
import { ROOT, textOf } from "../support/docs/pages.ts";
import { projectSchema } from "../support/docs/project-schema.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const SCHEMA = "docs/project.schema.json";
const EXAMPLE = "lambda-inventory.example.yaml";
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(projectSchema());

test("the schema is that of the tables", () => {
  const text = `${JSON.stringify(projectSchema(), null, 2)}\n`;
  if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, SCHEMA), text);
  else assert.equal(textOf(SCHEMA), text, "run: UPDATE_DOCS=1 npm test docs/project-schema");
});

test("the example is valid, and read as its comments say", async () => {
  const folder = temporaryDirectory("project");
  copyFileSync(join(ROOT, EXAMPLE), join(folder, "lambda-inventory.yaml"));
  const project = await readProject({ path: "lambda-inventory.yaml", isFound: true }, folder);
  assert.ok(project?.isFound);
  const { accounts, owners = [], waivers = [] } = project.file;
  assert.deepEqual(
    accounts?.accounts.map(({ name }) => name),
    ["payments-prod", "legacy-erp"],
  );
  assert.equal(accounts?.defaults.role?.[0]?.role, "LambdaInventoryReadOnly");
  assert.deepEqual(
    owners.map(({ owner }) => owner),
    ["platform", "payments", "finance"],
  );
  assert.equal(waivers[0]?.until, "2027-03-31");
  assert.deepEqual(project.given.get("region")?.values, ["eu-*", "us-east-1"]);
  validate(parse(textOf(EXAMPLE)));
  assert.deepEqual(validate.errors ?? [], []);
});

for (const bad of [
  "option: {}",
  "options: {formt: csv}",
  "options: {format: pdf}",
  "options: {org: maybe}",
  "options: {config: x.yaml}",
  "accounts: [{name: a}]",
  "owners: [{match: {}}]",
  "owners: [{match: {runtime: java8}, owner: a}]",
  "waivers: [{match: {}, until: 2027-03-31}]",
  "waivers: [{match: {name: x}}]",
]) {
  test(`the schema and the program both refuse ${bad}`, async () => {
    assert.equal(validate(parse(bad)), false);
    const folder = temporaryDirectory("project");
    writeFileSync(join(folder, "p.yaml"), bad);
    await assert.rejects(readProject({ path: "p.yaml", isFound: false }, folder));
  });
}
