import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nearest, similar } from "../../src/model/nearest.ts";

const KEYS = ["role", "regions", "excludeRegions", "externalId", "id", "name", "profile"];

const CASES: Readonly<Record<string, string | undefined>> = {
  rol: "role",
  roel: "role",
  Role: "role",
  region: "regions",
  external_id: "externalId",
  "external-id": "externalId",
  exclude_region: "excludeRegions",
  profil: "profile",
  nmae: "name",
  prof: "profile",
  exclude: "excludeRegions",
  owner: undefined,
  environment: undefined,
  "": undefined,
};

for (const [word, meant] of Object.entries(CASES)) {
  test(`${JSON.stringify(word)} ${meant === undefined ? "has no near candidate" : `may mean ${meant}`}`, () => {
    assert.equal(nearest(word, KEYS), meant);
  });
}

test("the nearest candidate is returned, and of equals the first", () => {
  assert.equal(nearest("eu-west-11", ["eu-west-2", "eu-west-1"]), "eu-west-1");
  assert.equal(nearest("aa", ["ab", "ac"]), "ab");
});

test("the only candidate that begins with the word is returned, however long it is", () => {
  assert.equal(nearest("payments", ["payments-production", "storefront"]), "payments-production");
  assert.equal(nearest("payments", ["payments-production", "payments-development"]), undefined);
  assert.equal(nearest("pay", ["payments-production"]), undefined);
});

test("a candidate is its own nearest, and one typo in a longer word is tolerated", () => {
  const words = fc.stringMatching(/^[a-z]{4,12}$/);
  fc.assert(
    fc.property(words, words, (word, other) => nearest(word, [other, word]) === word || word === other),
  );
  fc.assert(
    fc.property(words, fc.nat(11), (word, at) => {
      const slipped = word.slice(0, at % word.length) + word.slice((at % word.length) + 1);
      return nearest(slipped, [word]) === word;
    }),
  );
});

test("a word that is near none may be a part of a few", () => {
  const columns = ["accountName", "functionName", "runtimeStatus", "tags"];
  assert.deepEqual(similar("name", columns), ["accountName", "functionName"]);
  assert.deepEqual(similar("tag", columns), ["tags"]);
  assert.deepEqual(similar("ntt", ["runtimeStatus"]), [], "too short a part");
  assert.deepEqual(similar("date", ["startDate", "blockDate", "otherDate", "finalDate"]), [], "of too many");
});
