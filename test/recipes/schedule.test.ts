/** The recipes of docs/recipes/schedule, run as the schedulers run them. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startReceiver } from "../support/notify/receiver.ts";
import { openPlace, type Place } from "../support/recipes/place.ts";
import { FOLDER, recipe, steps } from "../support/recipes/recipe.ts";

let place: Place;

before(async () => {
  place = await openPlace();
});
after(() => place.close());

const read = (...names: string[]) => readFileSync(join(place.folder, ...names), "utf8");
const REPORT = /^\{\n {2}"schemaVersion": 1,/;

test("the script for cron and systemd keeps one report a day and reports changes", async () => {
  const receiver = await startReceiver(200);
  const folder = join(place.folder, "kept");
  const variables = {
    INVENTORY_FOLDER: folder,
    LAMBDA_INVENTORY_CONFIG: join(FOLDER, "nightly.yaml"),
    LAMBDA_INVENTORY_NOTIFY: "webhook",
    LAMBDA_INVENTORY_WEBHOOK_URL: receiver.url,
    LAMBDA_INVENTORY_COLUMNS: "region",
  };
  const script = recipe("scheduled-inventory.sh");
  try {
    const first = await place.run("sh", script, ["--quiet"], variables);
    assert.deepEqual(first, { code: 3, stdout: "", stderr: "" }, "one account cannot be read");
    const [today = ""] = readdirSync(join(folder, "reports"));
    assert.match(today, /^\d{4}-\d\d-\d\d\.json$/);
    assert.match(read("kept", "reports", today), REPORT);
    assert.match(read("kept", "reports", today), /"owner":"platform"/, "the project file applies");
    assert.match(read("kept", "latest.html"), /^<!doctype html>/i);
    assert.ok(!existsSync(join(folder, "changes.md")), "nothing to compare with yet");

    renameSync(join(folder, "reports", today), join(folder, "reports", "2026-01-05.json"));
    const second = await place.run("sh", script, ["--quiet", "--account", "payments"], variables);
    assert.deepEqual([second.code, second.stderr], [1, ""], "the project file has fail-on");
    assert.match(read("kept", "changes.md"), /what changed/);
    const [one, two] = receiver.bodies as { readonly change: unknown }[];
    assert.equal(one?.change, null);
    assert.notEqual(two?.change, null);
    assert.equal(receiver.bodies.length, 2, "only the scan sends notices");
  } finally {
    await receiver.close();
  }
});

test("the script runs once at a time, and a failed start leaves old reports unchanged", async () => {
  const folder = join(place.folder, "locked");
  mkdirSync(folder);
  const holder = spawn("flock", [join(folder, "lock"), "sh", "-c", "echo held; exec cat"]);
  await new Promise((done) => holder.stdout.once("data", done));
  const variables = { INVENTORY_FOLDER: folder };
  const refused = await place.run("sh", recipe("scheduled-inventory.sh"), [], variables);
  assert.deepEqual([refused.code, refused.stderr], [75, `another run is in progress in ${folder}\n`]);
  holder.stdin.end();
  await new Promise((done) => holder.once("close", done));
  const wrong = await place.run("sh", recipe("scheduled-inventory.sh"), ["--nonsense"], variables);
  assert.equal(wrong.code, 2);
  assert.deepEqual(readdirSync(join(folder, "reports")), []);
});

test("GitLab's script compares with the cache, removes the token, and keeps the exit code", async () => {
  const variables = {
    AWS_TOKEN: "token",
    CI_PROJECT_DIR: join(place.folder, "project"),
    ROLE_ARN: "",
    LAMBDA_INVENTORY_CONFIG: join(FOLDER, "nightly.yaml"),
  };
  // The credentials are the simulator's, not GitLab's.
  const script = steps("gitlab-ci.yml")
    .join("\n")
    .replace(/^export AWS_WEB_IDENTITY.*$/m, "");
  const first = await place.run("bash", script, [], variables);
  assert.equal(first.code, 3, first.stderr);
  assert.equal(read("last/report.json"), read("report.json"));
  const second = await place.run("bash", script, [], { ...variables, LAMBDA_INVENTORY_ACCOUNT: "payments" });
  assert.equal(second.code, 1, second.stderr);
  assert.match(second.stdout, /# Lambda inventory: what changed/);
  assert.match(read("report.html"), /^<!doctype html>/i);
  assert.ok(!existsSync(join(place.folder, "project.token")), "the token does not stay on the runner");
});

test("CodeBuild's commands keep the reports in S3", async () => {
  for (const name of ["last", "report.json", "report.html", "changes.md"]) {
    rmSync(join(place.folder, name), { recursive: true, force: true });
  }
  const script = steps("eventbridge-codebuild.yaml").join("\n");
  const variables = {
    BUCKET: "reports",
    OPTIONS: "--org --account payments --fail-on deprecated",
    VERSION: "latest",
  };
  const first = await place.run("bash", script, [], variables);
  assert.equal(first.code, 1, first.stderr);
  const [day = ""] = readdirSync(join(place.folder, "s3/reports")).filter((name) => name !== "latest.json");
  assert.deepEqual(readdirSync(join(place.folder, "s3/reports", day)), ["report.html", "report.json"]);
  assert.match(read("s3/reports/latest.json"), REPORT);
  const second = await place.run("bash", script, [], variables);
  assert.equal(second.code, 1, second.stderr);
  assert.match(read("s3/reports", day, "changes.md"), /no change/);
  const quoted = { ...variables, OPTIONS: "--org\n--account 'pay*' --fail-on deprecated" };
  assert.equal((await place.run("bash", script, [], quoted)).code, 1, "quotes and lines as in a shell");
  const open = await place.run("bash", script, [], { ...variables, OPTIONS: "--account 'pay* --org" });
  assert.equal(open.code, 2, "a quote that is not closed");
  assert.doesNotMatch(open.stderr, /^accounts/m);
});

test("the workflow keeps the report as a commit", async () => {
  const repository = join(place.folder, "repository");
  const report = join(place.folder, "s3/reports/latest.json");
  const script = steps("github-actions.yml").join("\n");
  const made = await place.run(
    "bash",
    `git init -q --bare upstream.git && git clone -q upstream.git repository`,
  );
  assert.equal(made.code, 0, made.stderr);
  const kept = await place.run(
    "bash",
    `cd ${repository}\n${script.replace("git push", "git push origin HEAD")}`,
    [],
    { REPORT: report, GITHUB_REPOSITORY: "acme/inventory", VISIBILITY: "private" },
  );
  assert.equal(kept.code, 0, kept.stderr);
  const log = await place.run("bash", "git -C upstream.git log --all --format=%s -- inventory/report.json");
  assert.match(log.stdout, /^Lambda inventory of \d{4}-\d\d-\d\d\n$/);
});

test("the workflow stops in a public repository, before anything is scanned", async () => {
  const script = steps("github-actions.yml").join("\n");
  const variables = { GITHUB_REPOSITORY: "acme/inventory", VISIBILITY: "public", REPORT: "absent.json" };
  const { code, stdout } = await place.run("bash", script, [], variables);
  assert.equal(code, 1);
  assert.match(stdout, /^::error title=Lambda inventory::this repository is public/);
});

test("the image contains everything that it needs", async () => {
  const image = join(place.folder, "image");
  mkdirSync(image);
  const copies = [
    ...readFileSync("Dockerfile", "utf8").matchAll(/^COPY --from=build \/build\/(\S+) \/app\/(\S+)$/gm),
  ];
  assert.equal(copies.length, 3);
  for (const { 1: from = "", 2: to = "" } of copies) {
    const copied = await place.run(
      "bash",
      `cp -r "${join(import.meta.dirname, "../..", from)}" "${join(image, to)}"`,
    );
    assert.equal(copied.code, 0, copied.stderr);
  }
  const [, entry = ""] =
    /^ENTRYPOINT \["node", "\/app\/(.*)"\]$/m.exec(readFileSync("Dockerfile", "utf8")) ?? [];
  const command = `'${process.execPath}' '${join(image, entry)}' --org --account payments --format tsv --quiet`;
  const { code, stdout, stderr } = await place.run("sh", command);
  assert.deepEqual([code, stderr, stdout.split("\n").length], [0, "", 8]);
  writeFileSync(join(image, "done"), "");
});
