/**
 * Golden files: the whole stdout, stderr and exit code of a command line, in Markdown, in a file named after it.
 * `UPDATE_GOLDEN=1 npm test cli/list` writes them; review the difference.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Ended } from "./program.ts";

const FOLDER = join(import.meta.dirname, "../../golden");

export function assertGolden(argv: readonly string[], about: string, ended: Ended): void {
  const file = join(FOLDER, `${fileName(argv, about)}.md`);
  const text = markdown(argv, about, ended);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `${file} is missing: run with UPDATE_GOLDEN=1 and read it`);
  assert.equal(text, readFileSync(file, "utf8"));
}

/** The command line, in characters that every file system supports, and what is special about this run. */
function fileName(argv: readonly string[], about: string): string {
  const words = [...argv, ...(about === "" ? [] : ["(", about])].join(" ");
  const name = words.replaceAll(/[^A-Za-z0-9(.,=-]+/g, "_").replaceAll(/^_+|_+$/g, "");
  return name === "" ? "no_arguments" : name;
}

function markdown(argv: readonly string[], about: string, { stdout, stderr, code }: Ended): string {
  const parts = [
    `# \`${["lambda-inventory", ...argv].join(" ")}\``,
    ...(about === "" ? [] : [about]),
    `## stdout\n\n${fenced(visible(stdout))}`,
    `## stderr\n\n${fenced(visible(stderr))}`,
    `## exit code\n\n${code}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

function fenced(text: string): string {
  return text === ""
    ? "(nothing)"
    : `\`\`\`\`\n${text}${text.endsWith("\n") ? "" : "⏎ (no newline at the end)\n"}\`\`\`\``;
}

/** Shows control characters other than the newline as symbols, and replaces ports and times, which differ. */
function visible(text: string): string {
  return text
    .replaceAll("\t", "→")
    .replaceAll(/[\x00-\x09\x0b-\x1f]/g, (char) => String.fromCodePoint(0x2400 + char.charCodeAt(0)))
    .replaceAll(/\S*lambda-inventory-home-\w+/g, "HOME")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/"durationMs": ?\d+/g, '"durationMs": 0')
    .replaceAll(/"version": ?"\d+\.\d+\.\d+[^"]*"/g, '"version": "VERSION"')
    .replaceAll(/\bin \d+(\.\d+)? s\b/g, "in 0.0 s");
}
