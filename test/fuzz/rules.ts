/** Owners, waivers and project files: what is read is applied to a function, so that its patterns are used, too. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readProject } from "../../src/cli/options/read-project.ts";
import { ownerRules } from "../../src/config/owners-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { waiversOf } from "../../src/config/waivers-file.ts";
import type { OwnerRule, Waiver } from "../../src/model/triage.ts";
import { createTriage } from "../../src/triage/triage.ts";
import { Waivers } from "../../src/triage/waivers.ts";
import { row } from "../support/report/sample.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const MATCH = `{account: ["*-prod", "111122223333"], region: "eu-*", name: "checkout-{a,b}*", stack: "[a-c]?", ou: "ou-*", tag: {team: "pay*"}}`;

export const OWNERS_SEEDS = [
  `owners:\n  - match: ${MATCH}\n    owner: payments\n    contact: "#payments"\n    repository: github.com/acme/pay\n  - match: {}\n    owner: platform\n`,
  JSON.stringify({ owners: [{ match: { name: ["a*", "b"] }, owner: "payments" }] }),
];
export const WAIVERS_SEEDS = [
  `waivers:\n  - match: {account: legacy-erp, runtime: nodejs16, managedBy: none}\n    reason: is replaced\n    approvedBy: lead\n    until: "2027-03-31"\n  - match: ${MATCH}\n    until: 2027-01-01\n`,
  JSON.stringify({ waivers: [{ match: { runtime: "python*" }, until: "2027-03-31" }] }),
];
export const PROJECT_SEEDS = [
  readFileSync(join(import.meta.dirname, "../../lambda-inventory.example.yaml"), "utf8"),
  `options: {format: json, region: [eu-west-1, "us-*"], within: 90, notify: slack, endpoint-url: "http://localhost:1"}\n${OWNERS_SEEDS[0]}${WAIVERS_SEEDS[0]}`,
];

export function readOwners(text: string): void {
  apply(ownerRules(parseSource("owners.yaml", text, "owners")), []);
}

export function readWaivers(text: string): void {
  apply([], waiversOf(parseSource("waivers.yaml", text, "waivers")));
}

/** As a file that was named, and as one that was found. */
export function projectReader(): (text: string) => Promise<void> {
  const cwd = temporaryDirectory("fuzz-project");
  return async (text) => {
    writeFileSync(join(cwd, "lambda-inventory.yaml"), text);
    const named = await readProject({ path: "lambda-inventory.yaml", isFound: false }, cwd);
    apply(named.file.owners ?? [], named.file.waivers ?? []);
    await readProject({ path: "lambda-inventory.yaml", isFound: true }, cwd);
  };
}

const FUNCTION = row({ functionName: "checkout-a", tags: { team: "payments", Owner: " " } });

function apply(owners: readonly OwnerRule[], waivers: readonly Waiver[]): void {
  const today = "2026-11-21";
  const applied = new Waivers(waivers, today);
  const triage = createTriage({ today, owners, ownerTags: ["Owner", "team"], waivers: applied });
  triage(FUNCTION, { ous: ["ou-abcd-1"], email: "a@example.com" });
  applied.warnings();
}
