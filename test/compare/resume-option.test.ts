import assert from "node:assert/strict";
import { test } from "node:test";
import { earlier, read, run, simulator, withoutTimes } from "../support/compare/organization.ts";
import { forget } from "../support/simulator/waiting.ts";

test("--resume reads only what was not read, and prints what a run without failures prints", async () => {
  const undisturbed = await run("--org", "-f", "json");
  simulator.faults.add(
    { kind: "scp-deny", account: "222222222222", region: "us-east-1", action: "lambda:*" },
    { kind: "throttle", account: "333333333333", action: "sts:AssumeRole" },
  );
  const disturbed = await earlier("--org", "-f", "json", "-o", "old.json", "--max-attempts", "1");
  simulator.faults.clear();
  assert.equal(disturbed.code, 3);
  assert.notEqual(withoutTimes(read("old.json")), withoutTimes(undisturbed.stdout));

  await forget(simulator);
  await run("--org", "--resume", "old.json", "-f", "json", "-o", "new.json");
  const listed = simulator.requests
    .of("lambda:ListFunctions")
    .map(({ accountId, region }) => `${accountId} ${region}`);
  assert.deepEqual([...new Set(listed)].sort(), [
    "222222222222 us-east-1",
    "333333333333 eu-west-1",
    "333333333333 us-east-1",
  ]);
  assert.equal(withoutTimes(read("new.json")), withoutTimes(undisturbed.stdout));
  const merged = await run("merge", "old.json", "new.json", "-f", "json");
  assert.equal(merged.stdout, read("new.json"));
});

test("--resume from a filtered report requires the same filter", async () => {
  await run("--org", "--deprecated", "-f", "json", "-o", "deprecated.json");
  assert.deepEqual(await run("--org", "--resume", "deprecated.json"), {
    code: 2,
    stdout: "",
    stderr: `lambda-inventory: deprecated.json was created with a filter and does not contain every function that was read
  Use the same filters again, such as --runtime or --owner, or create a report without them.
`,
  });
  assert.equal((await run("--org", "--resume", "deprecated.json", "--deprecated")).code, 3);
});

for (const filter of [
  ["--exclude-runtime", "nodejs*"],
  ["--owner", "none"],
  ["--action", "upgrade"],
]) {
  test(`--resume from a report with ${filter.join(" ")} accepts the same filter`, async () => {
    await run("--org", ...filter, "-f", "json", "-o", "filtered.json");
    assert.equal((await run("--org", "--resume", "filtered.json")).code, 2);
    assert.equal((await run("--org", "--resume", "filtered.json", ...filter)).code, 3);
  });
}
