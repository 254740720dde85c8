/** `--with image`: where images are, what they were built on, and that nothing else of them is shown. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { estate, type Fault, type FunctionSpec, SECRET_MARK, startSimulator } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const BASE = "org.opencontainers.image.base.name";
const AWS_DOTNET = [
  "PATH=/var/lang/bin:/usr/bin",
  "LAMBDA_TASK_ROOT=/var/task",
  "LAMBDA_RUNTIME_DIR=/var/runtime",
  "DOTNET_ROOT=/var/lang/bin",
  "DOTNET_VERSION=6.0.36",
];
type Image = NonNullable<FunctionSpec["image"]>;

async function simulated(images: Readonly<Record<string, Image>>, faults: readonly Fault[] = []) {
  const functions = Object.entries(images).map(([name, image]): FunctionSpec => ({ name, image }));
  const zip: FunctionSpec = {
    name: "zip",
    Runtime: "nodejs22.x",
    Environment: { Variables: { TOKEN: SECRET_MARK } },
  };
  return startSimulator({
    estate: estate({
      accounts: [{ name: "shop", functions: { "eu-west-1": [...functions, zip] } }, { name: "hub" }],
    }),
    faults,
  });
}

async function scanned(
  images: Readonly<Record<string, Image>>,
  faults: readonly Fault[] = [],
  ...argv: string[]
) {
  const simulator = await simulated(images, faults);
  try {
    const args = ["list", "-r", "eu-west-1", "--with", "image", "-f", "json", "--max-attempts", "2", ...argv];
    const { stdout, stderr, code } = await program(args, { env: simulator.env() });
    const report = JSON.parse(stdout) as Report;
    const row = (name: string) => report.functions.find(({ functionName }) => functionName === name);
    return { code, stdout, stderr, report, row, simulator };
  } finally {
    await simulator.close();
  }
}

function shown(row: FunctionRow | undefined) {
  const { runtime, runtimeStatus, imageUri, imageBase, imageBaseReason } = row ?? {};
  return { runtime, runtimeStatus, imageUri, imageBase, imageBaseReason };
}

const URI = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/apps:live";

test("a base image of AWS stays a container; a named base or a version of .NET has its runtime's status", async () => {
  const labels = { [BASE]: "public.ecr.aws/lambda/python:3.9" };
  const { code, row, report } = await scanned({
    plain: {},
    labelled: { labels },
    dotnet: { env: AWS_DOTNET },
  });
  assert.equal(code, 0);
  assert.deepEqual(shown(row("plain")), {
    runtime: null,
    runtimeStatus: "container",
    imageUri: URI,
    imageBase: "aws-lambda",
    imageBaseReason: "it has the variables of an AWS base image, but they do not show its runtime",
  });
  const labelled = row("labelled");
  assert.deepEqual(
    [labelled?.runtime, labelled?.runtimeStatus, labelled?.packageType, labelled?.imageBase],
    ["python3.9", "deprecated", "Image", "public.ecr.aws/lambda/python:3.9"],
  );
  assert.equal(labelled?.action, "upgrade");
  assert.deepEqual([row("dotnet")?.runtime, row("dotnet")?.runtimeStatus], ["dotnet6", "deprecated"]);
  assert.equal(row("zip")?.imageUri, undefined);
  assert.ok(report.coverage.every(({ message }) => message === ""));
});

test("GetFunction is called for images only, and ECR once for each digest", async () => {
  const { simulator } = await scanned({ a: {}, b: {}, c: {}, other: { tag: "two", labels: { x: "y" } } });
  assert.equal(simulator.requests.count("lambda:GetFunction"), 4);
  for (const action of ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "s3:GetObject"])
    assert.equal(simulator.requests.count(action), 2, action);
});

test("without the option no call is made", async () => {
  const simulator = await simulated({ a: {} });
  const { stdout } = await program(["list", "-r", "eu-west-1", "-f", "json"], { env: simulator.env() });
  await simulator.close();
  assert.equal(simulator.requests.count("lambda:GetFunction") + simulator.requests.of("ecr:").length, 0);
  assert.doesNotMatch(stdout, /imageUri/);
});

for (const [gap, code, message] of [
  ["deleted", "ImageNotFound", /the image was deleted from its repository/],
  ["denied", "AccessDeniedException", /no IAM policy allows ecr:BatchGetImage/],
  ["other-architecture", "NoSuchArchitecture", /no image for the function's architecture/],
  ["huge", "ConfigurationTooLarge", /larger than 1 MiB/],
  ["malformed", "InvalidConfiguration", /is not JSON/],
  ["no-configuration", "InvalidManifest", /has no configuration/],
  ["no-size", "InvalidManifest", /has no configuration/],
  ["wrong-digest", "DigestMismatch", /does not match the digest in its manifest/],
] as const) {
  test(`an image with the gap "${gap}" costs a note and nothing else`, async () => {
    const {
      code: exit,
      row,
      report,
    } = await scanned({ bad: { gap, repository: "bad" }, good: { labels: { team: "a" } } });
    assert.equal(exit, 0);
    const bad = row("bad");
    assert.deepEqual([bad?.runtimeStatus, bad?.imageBase], ["container", undefined]);
    assert.equal(bad?.imageUri, "111111111111.dkr.ecr.eu-west-1.amazonaws.com/bad:live");
    assert.equal(row("good")?.imageBase, "aws-lambda");
    const [target] = report.coverage;
    assert.deepEqual([target?.status, target?.stage, target?.code], ["ok", "enrich", code]);
    assert.match(target?.message ?? "", /^image of bad could not be read: /);
    assert.match(target?.message ?? "", message);
  });
}

test("a list of images: the one for the function's architecture", async () => {
  const { row, report } = await scanned({ many: { gap: "list" } });
  assert.equal(row("many")?.imageBase, "aws-lambda");
  assert.equal(report.coverage[0]?.message, "");
});

test("an image outside of a private registry is named, and its base is not read", async () => {
  const { row } = await scanned({ open: { gap: "public" } });
  assert.equal(row("open")?.imageUri, "public.ecr.aws/lambda/python:3.12");
  assert.match(row("open")?.imageBaseReason ?? "", /did not return an ECR image/);
});

test("an image in the registry of another account", async () => {
  const { row } = await scanned({ shared: { registry: "222222222222" } });
  assert.equal(row("shared")?.imageUri, "222222222222.dkr.ecr.eu-west-1.amazonaws.com/apps:live");
  assert.equal(row("shared")?.imageBase, "aws-lambda");
});

for (const [what, fault, pattern] of [
  [
    "GetFunction is denied",
    { kind: "deny", action: "lambda:GetFunction" },
    /no IAM policy allows lambda:GetFunction/,
  ],
  ["ECR throttles", { kind: "throttle", action: "ecr:BatchGetImage" }, /Rate exceeded/],
  [
    "the link is denied",
    { kind: "deny", action: "ecr:GetDownloadUrlForLayer" },
    /ecr:GetDownloadUrlForLayer/,
  ],
  [
    "the download fails",
    { kind: "server-error", action: "s3:GetObject" },
    /the download was refused \(HTTP 500\)/,
  ],
  ["the download breaks", { kind: "truncate", action: "s3:GetObject" }, /the connection closed/],
  [
    "the download is a page",
    { kind: "html", action: "s3:GetObject" },
    /does not match the digest in its manifest/,
  ],
  ["ECR answers with a page", { kind: "html", action: "ecr:BatchGetImage" }, /not a valid AWS response/],
] as const) {
  test(`${what}: a note, and the functions are listed`, async () => {
    const { code, report, stderr } = await scanned({ a: {}, b: {} }, [fault], "-v");
    assert.equal(code, 0);
    assert.equal(report.functions.length, 3);
    assert.match(report.coverage[0]?.message ?? "", pattern);
    assert.ok(!(stderr + JSON.stringify(report)).includes(SECRET_MARK), "a URL or a secret is shown");
  });
}

test("secrets of functions, images and links reach no output, log or file", async () => {
  const cwd = temporaryDirectory("lambda-inventory-images");
  const simulator = await simulated({ a: {}, bad: { gap: "malformed", repository: "bad" } });
  for (const format of ["json", "table", "csv", "html", "markdown", "ndjson"]) {
    const args = [
      "list",
      "-r",
      "eu-west-1",
      "--with",
      "image,tags",
      "-f",
      format,
      "-v",
      "-o",
      `out.${format}`,
    ];
    const { code, stdout, stderr } = await program(args, { env: simulator.env(), cwd });
    assert.equal(code, 0);
    assert.ok(!(stdout + stderr).includes(SECRET_MARK), format);
    assert.doesNotMatch(stderr, /X-Amz-Signature|starport/);
  }
  await simulator.close();
  for (const file of readdirSync(cwd))
    assert.ok(!readFileSync(join(cwd, file), "utf8").includes(SECRET_MARK), file);
  assert.equal(readdirSync(cwd).length, 6);
});

test("--runtime and --status find images by the runtime of their base", async () => {
  const labels = { [BASE]: "public.ecr.aws/lambda/python:3.9" };
  for (const argv of [["--runtime", "python3.9"], ["--deprecated"]]) {
    const { report } = await scanned({ plain: {}, labelled: { labels } }, [], ...argv);
    assert.deepEqual(
      report.functions.map(({ functionName }) => functionName),
      ["labelled"],
    );
  }
});

test("a saved report assesses the runtime of a base again", async () => {
  const cwd = temporaryDirectory("lambda-inventory-images");
  const labels = { [BASE]: "public.ecr.aws/lambda/python:3.14" };
  const simulator = await simulated({ labelled: { labels } });
  await program(["list", "-r", "eu-west-1", "--with", "image", "-o", "r.json"], {
    env: simulator.env(),
    cwd,
  });
  await simulator.close();
  const { stdout } = await program(
    ["report", "r.json", "--as-of", "2035-01-01", "-f", "json", "--name", "labelled"],
    { cwd },
  );
  const [row] = (JSON.parse(stdout) as Report).functions;
  assert.deepEqual([row?.runtime, row?.runtimeStatus], ["python3.14", "update-blocked"]);
});

test("an image whose base cannot be read any more is not fixed; one that was rebuilt on a newer base is", async () => {
  const cwd = temporaryDirectory("images");
  const on = (version: string) => ({ labels: { [BASE]: `public.ecr.aws/lambda/python:${version}` } });
  const denied: Fault = { kind: "deny", action: "lambda:GetFunction" };
  const worlds = [
    ["seen", on("3.9"), [], "2026-11-01"],
    ["denied", on("3.9"), [denied], "2026-11-02"],
    ["rebuilt", on("3.14"), [], "2026-11-03"],
  ] as const;
  for (const [name, image, faults, day] of worlds) {
    const { report } = await scanned({ app: image }, faults);
    writeFileSync(
      join(cwd, `${name}.json`),
      JSON.stringify({ ...report, startedAt: `${day}T08:00:00.000Z` }),
    );
  }
  const moved = async (fresh: string) => {
    const files = ["seen.json", `${fresh}.json`];
    const difference = await program(["diff", ...files, "-f", "json"], { cwd });
    const trend = await program(["trend", ...files, "-f", "json"], { cwd });
    return [JSON.parse(difference.stdout).summary.newlyFixed, JSON.parse(trend.stdout).rows[1].fixed];
  };
  assert.deepEqual(await moved("denied"), [0, 0]);
  assert.deepEqual(await moved("rebuilt"), [1, 1]);
});

test("check tests the three calls, and role prints them with a warning", async () => {
  const faults: Fault[] = [{ kind: "deny", action: "ecr:GetDownloadUrlForLayer" }];
  const simulator = await simulated({ a: {} }, faults);
  const args = ["check", "-r", "eu-west-1", "--with", "image", "--all", "-f", "tsv"];
  const { stdout, code } = await program(args, { env: simulator.env() });
  await simulator.close();
  assert.equal(code, 3);
  assert.match(stdout, /\tlambda:GetFunction\ttrue\t/);
  assert.match(stdout, /\tecr:BatchGetImage\ttrue\t/);
  assert.match(stdout, /\tecr:GetDownloadUrlForLayer\tfalse\tAccessDeniedException\t/);
  const role = await program(["role", "--with", "image"]);
  assert.match(role.stdout, /"lambda:GetFunction"/);
  assert.match(role.stderr, /warning: lambda:GetFunction \(--with image\) also allows downloading the code/);
  assert.doesNotMatch((await program(["role", "--with", "tags"])).stdout, /GetFunction"/);
});
