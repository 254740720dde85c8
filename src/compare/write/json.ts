import { jsonLines } from "../../report/json.ts";
import { jsonText } from "../../report/json-text.ts";
import type { Difference } from "../difference.ts";

/** A comparison as JSON, one change a line. */
export function* differenceJson(difference: Difference): Iterable<string> {
  const { schemaVersion, old, new: fresh, scope, summary, functions, cells, movedDates } = difference;
  yield "{\n";
  for (const [key, value] of Object.entries({ schemaVersion, old, new: fresh, scope, summary })) {
    yield `  "${key}": ${jsonText(value)},\n`;
  }
  yield* lists("functions", functions);
  yield* lists("cells", cells);
  yield '  "movedDates": ';
  yield* jsonLines(movedDates, "  ");
  yield "\n}\n";
}

function* lists(key: string, byName: Readonly<Record<string, readonly object[]>>): Iterable<string> {
  yield `  "${key}": {`;
  let before = "\n";
  for (const [name, records] of Object.entries(byName)) {
    yield `${before}    "${name}": `;
    yield* jsonLines(records, "    ");
    before = ",\n";
  }
  yield "\n  },\n";
}
