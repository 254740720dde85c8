/** Reports of four kinds of estates, as HTML pages have to show them: usual, large, empty and hostile. */
import type { CoverageRow } from "../../../src/model/coverage.ts";
import type { FunctionRow } from "../../../src/model/report.ts";
import { estate } from "./estate.ts";
import { account, row, tail, target, written } from "./sample.ts";

/** Text that would run, or make a request, if it were markup. */
export const BOMBS = [
  "<script>alert(1)</script>",
  "</script><script>alert(2)</script>",
  "<!--<script>",
  "<img src=x onerror=alert(3)>",
  '"><svg onload=alert(4)>',
  "javascript:alert(5)",
  "&lt;b&gt;",
  "https://evil.example/x.png",
];

const DENIED = target({
  accountId: "333333333333",
  accountName: "sandbox",
  region: "",
  status: "denied",
  code: "AccessDenied",
  message: "the role may not be assumed: check its trust policy",
});

function usual(): FunctionRow[] {
  return estate(90).map((one, index) => ({
    ...one,
    owner: index % 4 === 0 ? null : `team-${index % 7}`,
    managedBy: index % 9 === 0 ? "serverless-application-repository" : null,
    invocations: index % 5 === 0 ? 0 : 1_234_567 * index,
    lastInvoked: index % 3 === 0 ? "never" : "2026-11-20",
    ...(index % 20 === 1 && { waivedUntil: "2027-03-31", waiverReason: "replaced in March" }),
  }));
}

function large(): FunctionRow[] {
  return estate(20_000).map((one, index) => ({ ...one, owner: `team-${index % 300}` }));
}

/** Thousands of owners and accounts with names that are as long and as odd as AWS allows, and longer. */
function hostile(): FunctionRow[] {
  return Array.from({ length: 4_000 }, (_, index) => {
    const bomb = BOMBS[index % BOMBS.length] ?? "";
    return row({
      functionName: `${bomb}${"x".repeat(index % 140)}`,
      accountId: String(100_000_000_000 + (index % 3_000)),
      accountName: `\u202e${bomb} ${"名前".repeat(index % 30)}`,
      region: index % 50 === 0 ? bomb : "eu-west-1",
      runtime: index % 5 === 0 ? `${bomb}${"r".repeat(100)}` : "nodejs18.x",
      successor: bomb,
      owner: `${"o".repeat(index % 2 === 0 ? 300 : 3)}${bomb}${index}`,
      dueDate: `20${10 + (index % 40)}-01-31`,
      remedy: bomb,
      tags: { [bomb]: bomb },
    });
  });
}

const HOSTILE_COVERAGE: readonly CoverageRow[] = Array.from({ length: 3_000 }, (_, index) =>
  target({
    accountId: String(100_000_000_000 + index),
    accountName: `${BOMBS[index % BOMBS.length]}${"y".repeat(80)}`,
    status: index % 3 === 0 ? "error" : "ok",
    code: BOMBS[index % BOMBS.length] ?? "",
    message: `${BOMBS[index % BOMBS.length]} ${"m".repeat(400)}`,
  }),
);

export const ESTATES: Readonly<Record<"usual" | "large" | "empty" | "hostile", () => Promise<string>>> = {
  usual: () =>
    written("html", usual(), { extras: ["lastInvoked", "invocations"] }, tail(usual(), [target(), DENIED])),
  large: () => written("html", large(), {}, undefined, 20_000),
  empty: () => written("html", [], {}, tail([], [], [])),
  hostile: () =>
    written("html", hostile(), { extras: ["tags"] }, tail(hostile(), HOSTILE_COVERAGE, [account()]), 4_000),
};
