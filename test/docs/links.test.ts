/** Links between documents, and to files and headings of the repository, lead somewhere. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { PAGES, ROOT, textOf } from "../support/docs/pages.ts";

for (const page of PAGES) {
  test(`the links of ${page}`, () => {
    for (const target of linksOf(page)) {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      assert.ok(existsSync(join(ROOT, file)), `${target}: there is no ${file}`);
      assert.ok(!relative(ROOT, join(ROOT, file)).startsWith(".."), `${target} leads out of the repository`);
      if (anchor !== undefined && file.endsWith(".md")) {
        assert.ok(anchorsOf(file).includes(anchor), `${target}: ${file} has no such heading`);
      }
    }
  });
}

test("every page of docs/ is linked from the README", () => {
  const linked = linksOf("README.md").map((target) => target.split("#")[0]);
  for (const page of PAGES.filter((name) => name.startsWith("docs/"))) {
    assert.ok(linked.includes(page), `${page} is not linked`);
  }
});

/** Relative links and images, also in reference style; code is not text. */
function linksOf(page: string): readonly string[] {
  const text = textOf(page)
    .replaceAll(/^\s*(`{3,})[\s\S]*?^\s*\1\s*$/gm, "")
    .replaceAll(/`[^`\n]*`/g, "");
  const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
  const reference = [...text.matchAll(/^\[[^\]]+\]: (\S+)/gm)];
  return [...inline, ...reference]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** As the hosts make them of headings. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
