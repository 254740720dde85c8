import assert from "node:assert/strict";
import { test } from "node:test";
import {
  defaultRegions,
  knownRegion,
  mainRegion,
  PARTITIONS,
  type Partition,
  partitionOfRegion,
  REGIONS,
} from "../../src/model/partitions.ts";

test("every region belongs to the partition that lists it, and to no other", () => {
  for (const [name, { regions, optIn, pattern, mainRegion }] of Object.entries(PARTITIONS)) {
    for (const region of [...regions, ...optIn]) assert.equal(partitionOfRegion(region), name, region);
    assert.ok(pattern.test(mainRegion), name);
    assert.ok((regions as readonly string[]).includes(mainRegion), name);
  }
  assert.equal(new Set(REGIONS).size, REGIONS.length);
});

test("the numbers of AWS's own list", () => {
  const counts = Object.fromEntries(
    (Object.keys(PARTITIONS) as Partition[]).map((name) => [
      name,
      [PARTITIONS[name].regions.length, PARTITIONS[name].optIn.length],
    ]),
  );
  assert.deepEqual(counts, {
    aws: [17, 19],
    "aws-cn": [2, 0],
    "aws-us-gov": [2, 0],
    "aws-eusc": [1, 0],
    "aws-iso": [2, 0],
    "aws-iso-b": [2, 0],
    "aws-iso-e": [1, 0],
    "aws-iso-f": [2, 0],
  });
});

const NAMES: readonly (readonly [string, string | undefined, boolean])[] = [
  ["eu-west-1", "aws", true],
  ["eu-west-9", "aws", false],
  ["us-gov-west-1", "aws-us-gov", true],
  ["us-gov-north-1", "aws-us-gov", false],
  ["eu-isoe-west-1", "aws-iso-e", true],
  ["us-iso-east-1", "aws-iso", true],
  ["us-isob-east-1", "aws-iso-b", true],
  ["cn-north-1", "aws-cn", true],
  ["eusc-de-east-1", "aws-eusc", true],
  ["aws-global", undefined, false],
  ["eu-west-1a", undefined, false],
  ["EU-WEST-1", undefined, false],
  ["", undefined, false],
];
for (const [region, partition, known] of NAMES) {
  test(`${region || "the empty name"}: ${partition}, ${known ? "known" : "unknown"}`, () => {
    assert.equal(partitionOfRegion(region), partition);
    assert.equal(knownRegion(region), known);
  });
}

test("an unknown partition has no regions, and object properties are not partitions", () => {
  assert.deepEqual(defaultRegions("aws-moon"), []);
  assert.deepEqual(defaultRegions("constructor"), []);
  assert.equal(mainRegion("toString"), undefined);
  assert.equal(mainRegion("aws-us-gov"), "us-gov-west-1");
});
