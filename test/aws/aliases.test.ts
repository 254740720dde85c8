import assert from "node:assert/strict";
import { test } from "node:test";
import { alias, read } from "../support/aws/extras.ts";

test("aliases, with the runtimes of the versions that they invoke", async (t) => {
  const { result, notes, simulator } = await read(t, ["aliases"]);
  assert.deepEqual(result, {
    "a $LATEST": {
      aliases: [
        { name: "beta", functionVersion: "$LATEST", runtime: "nodejs22.x" },
        { name: "prod", functionVersion: "1", runtime: "nodejs12.x" },
      ],
    },
    "b $LATEST": { aliases: [] },
    "c $LATEST": { aliases: [{ name: "live", functionVersion: "$LATEST", runtime: "python3.12" }] },
  });
  assert.deepEqual(notes, []);
  assert.deepEqual(simulator.requests.byAction, {
    "lambda:ListAliases": 3,
    "lambda:ListVersionsByFunction": 1,
  });
});

test("with all versions listed, their runtimes are known; a version has the aliases that invoke it", async (t) => {
  const { result, simulator } = await read(t, ["aliases"], { versions: "all" });
  const prod = { name: "prod", functionVersion: "1", runtime: "nodejs12.x" };
  assert.deepEqual(
    result["a $LATEST"]?.aliases?.map(({ name }) => name),
    ["beta", "prod"],
  );
  assert.deepEqual(result["a 1"], { aliases: [prod] });
  assert.deepEqual(result["a 2"], { aliases: [] });
  assert.deepEqual(simulator.requests.byAction, { "lambda:ListAliases": 3 });
});

test("many aliases and versions come in pages", async (t) => {
  const numbers = Array.from({ length: 7 }, (_, i) => String(i + 1));
  const functions = [
    {
      name: "f",
      versions: numbers.map((version) => ({ version })),
      aliases: numbers.map((n) => alias(`v${n}`, n)),
    },
  ];
  const { result } = await read(t, ["aliases"], { functions, pageSize: 3 });
  assert.deepEqual(
    result["f $LATEST"]?.aliases?.map(({ name, runtime }) => `${name} ${runtime}`),
    numbers.map((n) => `v${n} nodejs22.x`),
  );
});

test("when versions cannot be listed, the runtime stays unknown, with a note", async (t) => {
  const { result, notes } = await read(t, ["aliases"], {
    faults: [{ kind: "deny", action: "ListVersionsByFunction" }],
  });
  assert.deepEqual(
    result["a $LATEST"]?.aliases?.map(({ name, runtime }) => [name, runtime]),
    [
      ["beta", "nodejs22.x"],
      ["prod", undefined],
    ],
  );
  assert.match(
    notes.join("\n"),
    /^denied AccessDeniedException: aliases of a could not be read: no IAM policy allows lambda:ListVersionsByFunction: /,
  );
});
