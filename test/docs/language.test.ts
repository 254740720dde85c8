/** Constructions that read as translated may not return: in the sources, their messages and comments, nor in the documents. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../support/docs/pages.ts";

/** Each with what to write instead. */
const CONSTRUCTIONS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /(?<!\b[Tt]here )\b(?:is|are|was) no (?!longer|more\b|less\b|effect|way\b|need\b|other\b)(?:\w+\b)/,
    "is not a ..., or: invalid ...",
  ],
  [/\bnone of (?:this|its)\b/, "unknown ..."],
  [/\b(?:that|which) (?:is|are) known\b/, "unknown ..., or: available ..."],
  [/\bthat there (?:is|are)\b/, "available, or: existing"],
  [/\bmend(?:s|ed|ing)?\b/i, "fix"],
  [/\bjudg(?:e|es|ed|ing|ement)\b/i, "assess"],
  [/\b(?:came|comes|come) (?:to nothing|about)\b/, "failed, or: happens"],
  [
    /\bmade no way\b|\bthe way (?:there|out)\b|\bways? in(?:to)? (?!which)/,
    "could not connect, or: how to access",
  ],
  [/\bstands? (?:in|at|there|here|beside|on|under)\b/, "is in, or: means"],
  [/\bhand(?:s|ed)? in\b/, "pass, or: provide"],
  [/\blets? (?:pass|through)\b/, "ignore, or: keep"],
  [/\b(?:is|are|was|were) (?:told|said)\b/, "is reported, or: is listed"],
  [/\bmade anew\b|\bread anew\b/, "recreate, or: read again"],
  [/\bso many\b/, "this many, or: the number of"],
  [/\b(?:is|be|are|was) entered\b/, "is accessed"],
  [/\bshall\b/, "must, or: will"],
  [/\bin silence\b/, "silently"],
  [/\bbroke off\b/, "the connection closed"],
  [/\bfault of the program\b/, "internal error"],
  [/\bleave(?:s)? it out\b|\btake (?:it|one of them) out\b/, "omit, or: remove"],
];

/** Where a construction is quoted rather than used. */
const QUOTED = new Set(["test/docs/language.test.ts", "test/report/jmespath-compliance/README.md"]);

const files = ["src", "simulator", "scripts", "docs", "test", "bench"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .concat(
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "action.yml",
    "accounts.example.yaml",
  )
  .filter((name) => /\.(?:ts|md|ya?ml|sh|css)$/.test(name) && !QUOTED.has(name));

test("no text reads as translated", () => {
  assert.ok(files.length > 300);
  const found = files.flatMap((name) =>
    readFileSync(join(ROOT, name), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        CONSTRUCTIONS.filter(([pattern]) => pattern.test(line)).map(
          ([pattern, instead]) => `${name}:${index + 1}: ${pattern.exec(line)?.[0]} → ${instead}`,
        ),
      ),
  );
  assert.deepEqual(found, []);
});
