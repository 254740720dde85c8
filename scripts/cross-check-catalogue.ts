/**
 * Compares our runtime catalogue with public lifecycle data and prints every disagreement, as "ours → theirs".
 *
 *     npx tsx scripts/cross-check-catalogue.ts [FILE|URL...]
 *
 * Exit code 0: all agree; 1: some do not; 2: a source could not be read. A disagreement is a question, not a
 * correction: the public data follows AWS's page too, often later than we do. AWS's page decides.
 */
import process from "node:process";
import { dayOf } from "../src/model/day.ts";
import { UserError } from "../src/model/failure.ts";
import { builtinCatalogue, type Catalogue } from "../src/runtimes/catalogue.ts";
import { type CatalogueChange, changeText, compareCatalogues } from "../src/runtimes/compare.ts";
import { loadCatalogue } from "../src/runtimes/load.ts";

const PUBLIC = [
  "https://raw.githubusercontent.com/aws-cloudformation/cfn-lint/main/src/cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json",
  "https://endoflife.date/api/v1/products/aws-lambda/",
];

const now = new Date();
const ours = builtinCatalogue();
const arguments_ = process.argv.slice(2);
let [disagree, unread] = [false, false];
for (const source of arguments_.length > 0 ? arguments_ : PUBLIC) {
  try {
    const theirs = await loadCatalogue(source, { cwd: process.cwd(), now, today: dayOf(now) });
    const changes = compareCatalogues(ours, theirs.catalogue, theirs.uncovered).filter(matters);
    disagree ||= changes.length > 0;
    process.stdout.write(section(theirs.catalogue, changes));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    unread = true;
    process.stderr.write(`${error.message}\n`);
  }
}
process.exitCode = unread ? 2 : Number(disagree);

function section({ source, asOf, runtimes }: Catalogue, changes: readonly CatalogueChange[]): string {
  const title = `ours of ${ours.asOf} → ${source} of ${asOf}: ${runtimes.length} runtimes, ${changes.length} disagreements\n`;
  return title + changes.map((change) => `  ${changeText(change)}${doubt(change.id)}\n`).join("");
}

/** Others need not list previews, images' runtimes and customer-managed ones. */
function matters({ id, change }: CatalogueChange): boolean {
  const row = ours.runtimes.find((each) => each.id === id);
  return change !== "removed" || (row?.phase === "ga" && !row.containerOnly);
}

/** What we know of a row whose dates we doubt ourselves. */
function doubt(id: string): string {
  const row = ours.runtimes.find((each) => each.id === id);
  return row === undefined || row.confidence === "high" ? "" : `  [${row.confidence}: ${row.notes}]`;
}
