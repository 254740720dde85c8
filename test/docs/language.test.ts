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
  [
    /\bof (?:its|their|our|your) own(?:$| ?[^a-zA-Z\s]| (?:while|when|since|because|for|and|makes|choice|under))/,
    "its own ..., or: separate",
  ],
  [/\b[Ee]very way in\b|\bat last\b|\bin full\b/, "every kind of access; finally; complete"],
  [/\bin force\b/, "active"],
  [/\bto be had\b/, "available"],
  [/\btaken over\b/, "copied, or: adopted"],
  [/\bcalled after\b/, "named after"],
  [/\bgoes with (?:it|the)\b/, "is removed with"],
  [/\blooked for\b/, "looked up, or: searched"],
  [/\bknows? no\b/, "has no, or: does not record"],
  [/\bl(?:ie|ies|ay) (?:in|ahead|behind|at|beside)\b/, "is in, or: upcoming"],
  [/\b(?:is|are) (?:not )?asked\b/, "is called, queried or requested"],
  [/\bspeaks? of\b/, "mentions, or: shows"],
  [/\bwrites? (?:no|nothing) (?:\w+ )?(?:itself|to other)\b/, "does not write"],
  [/\ball the same\b/, "still"],
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
    "RELEASING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "action.yml",
    "accounts.example.yaml",
    "lambda-inventory.example.yaml",
  )
  .filter((name) => /\.(?:ts|md|ya?ml|sh|css|schema\.json)$/.test(name) && !QUOTED.has(name));

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
