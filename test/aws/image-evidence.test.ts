/** What the configuration of an image says about its base. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AWS_BASE_ENV } from "../../simulator/estate/images.ts";
import { imageEvidence } from "../../src/aws/reading/image-evidence.ts";
import { imageReference } from "../../src/aws/reading/image-registry.ts";

const KEY = "org.opencontainers.image.base.name";
const DOTNET = [...AWS_BASE_ENV, "DOTNET_ROOT=/var/lang/bin"];

function ofBase(name: string) {
  const { base, runtime } = imageEvidence({ config: { Labels: { [KEY]: name } } }, undefined);
  return { base, runtime };
}

for (const [name, runtime] of [
  ["public.ecr.aws/lambda/python:3.12", "python3.12"],
  ["public.ecr.aws/lambda/python:3.12.2024.05.01.10", "python3.12"],
  ["public.ecr.aws/lambda/python:3.12-x86_64", "python3.12"],
  ["public.ecr.aws/lambda/nodejs:20", "nodejs20.x"],
  ["public.ecr.aws/lambda/nodejs:22.2025.01.01.01-arm64", "nodejs22.x"],
  ["public.ecr.aws/lambda/java:8.al2", "java8.al2"],
  ["public.ecr.aws/lambda/java:17", "java17"],
  ["public.ecr.aws/lambda/dotnet:core3.1", "dotnetcore3.1"],
  ["public.ecr.aws/lambda/dotnet:5.0", "dotnet5.0"],
  ["public.ecr.aws/lambda/dotnet:8", "dotnet8"],
  ["public.ecr.aws/lambda/ruby:3.3", "ruby3.3"],
  ["public.ecr.aws/lambda/go:1", "go1.x"],
  ["public.ecr.aws/lambda/provided:al2023", "provided.al2023"],
  ["amazon/aws-lambda-python:3.9", "python3.9"],
  ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/lambda/python:3.9", "python3.9"],
  [`public.ecr.aws/lambda/python:3.9@sha256:${"a".repeat(64)}`, "python3.9"],
  ["public.ecr.aws/lambda/python:latest", undefined],
  ["public.ecr.aws/lambda/python", undefined],
  ["public.ecr.aws/lambda/cobol:85", undefined],
  ["docker.io/library/python:3.11-slim", undefined],
  ["example.com:5000/lambda-like/python:3.9", undefined],
] as const)
  test(`a base named ${name}`, () => assert.deepEqual(ofBase(name), { base: name, runtime }));

test("what is not a reference to an image is not shown", () => {
  for (const name of ["", "a b", "https://user:hunter2@example.com/x", "x".repeat(5_000), "\u001b[31mred"])
    assert.deepEqual(ofBase(name), { base: undefined, runtime: undefined });
});

test("an annotation of the manifest comes before a label", () => {
  const config = { config: { Labels: { [KEY]: "public.ecr.aws/lambda/python:3.9" } } };
  const found = imageEvidence(config, { [KEY]: "public.ecr.aws/lambda/python:3.13" });
  assert.equal(found.runtime, "python3.13");
  assert.match(found.reason, /^named by the annotation /);
});

test("a base image of AWS: .NET has its version, the others have none", () => {
  const plain = imageEvidence({ config: { Env: AWS_BASE_ENV } }, undefined);
  assert.deepEqual([plain.base, plain.runtime], ["aws-lambda", undefined]);
  for (const [version, runtime] of [
    ["8.0.10", "dotnet8"],
    ["10.0.11", "dotnet10"],
    ["5.0.12", "dotnet5.0"],
  ] as const) {
    const found = imageEvidence({ config: { Env: [...DOTNET, `DOTNET_VERSION=${version}`] } }, undefined);
    assert.deepEqual([found.base, found.runtime], ["aws-lambda", runtime]);
    assert.ok(found.reason.endsWith(`DOTNET_VERSION is ${version}`));
  }
  const odd = imageEvidence({ config: { Env: [...DOTNET, "DOTNET_VERSION=hunter2"] } }, undefined);
  assert.deepEqual([odd.base, odd.runtime], ["aws-lambda", undefined]);
  assert.ok(!odd.reason.includes("hunter2"));
});

test("an image on another base shows a language, but no runtime of AWS", () => {
  for (const [variable, said] of [
    ["PYTHON_VERSION=3.11.4", "Python 3.11.4"],
    ["NODE_VERSION=v18.20.0", "Node.js 18.20.0"],
    ["JAVA_VERSION=jdk-17.0.9+9", "Java 17.0.9"],
  ] as const) {
    const found = imageEvidence({ config: { Env: [variable, "TOKEN=hunter2"] } }, undefined);
    assert.deepEqual([found.base, found.runtime], [undefined, undefined]);
    assert.ok(found.reason.includes(said), found.reason);
  }
  // A copied variable is not enough.
  const copied = imageEvidence({ config: { Env: ["LAMBDA_TASK_ROOT=/var/task"] } }, undefined);
  assert.equal(copied.reason, "the image does not name its base image");
});

test("the address of an image in ECR is recognised, other addresses are not", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const here = { registryId: "111122223333", region: "eu-west-1", repositoryName: "a/b", digest };
  for (const host of [
    "dkr.ecr.eu-west-1.amazonaws.com",
    "dkr-ecr.eu-west-1.on.aws",
    "dkr.ecr-fips.eu-west-1.amazonaws.com",
  ])
    assert.deepEqual(imageReference(`111122223333.${host}/a/b@${digest}`), here);
  for (const uri of [
    "",
    `public.ecr.aws/lambda/python@${digest}`,
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:live",
  ])
    assert.equal(imageReference(uri), undefined);
});
