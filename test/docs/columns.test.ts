/** The table of columns in docs/formats.md and docs/report.schema.json are those of the columns in src/model/columns.ts. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { columnTable, reportSchema } from "../support/docs/columns.ts";
import { ROOT, textOf } from "../support/docs/pages.ts";

const GENERATED = {
  "docs/formats.md": (page: string) => {
    const [, begin = "", end = ""] =
      /^([\s\S]*<!-- columns: .* -->\n)[\s\S]*(<!-- \/columns -->[\s\S]*)$/.exec(page) ?? [];
    return `${begin}\n${columnTable()}\n\n${end}`;
  },
  "docs/report.schema.json": (page: string) => `${JSON.stringify(reportSchema(JSON.parse(page)), null, 2)}\n`,
};

for (const [path, make] of Object.entries(GENERATED)) {
  test(`${path} has the columns of the program`, () => {
    const page = textOf(path);
    if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, path), make(page));
    else assert.equal(page, make(page), "run: UPDATE_DOCS=1 npm test docs/columns");
  });
}
