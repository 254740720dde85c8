import { type Report, SCHEMA_VERSION, type Summary } from "../../model/report.ts";
import { EXAMPLE_ROW } from "../../model/row.ts";

const PLACE = { accountId: "111122223333", accountName: "payments", region: "eu-west-1" };

/** A report with a value everywhere: a query is tried on it before anything is scanned. */
export const SAMPLE_REPORT: Report & {
  readonly functionsLeftOut: number;
  readonly summary: Required<Summary>;
} = {
  schemaVersion: SCHEMA_VERSION,
  tool: { name: "lambda-inventory", version: "1.0.0" },
  startedAt: "2026-11-21T10:00:00.000Z",
  catalogue: { asOf: "2026-11-21", source: "catalogue", ageDays: 0 },
  shard: { index: 1, count: 1 },
  functions: [EXAMPLE_ROW],
  functionsLeftOut: 1,
  finishedAt: "2026-11-21T10:00:09.000Z",
  coverage: [
    {
      ...PLACE,
      status: "denied",
      stage: "functions",
      code: "AccessDeniedException",
      message: "denied",
      functions: 0,
      durationMs: 1,
    },
  ],
  accounts: [
    {
      accountId: PLACE.accountId,
      accountName: PLACE.accountName,
      partition: "aws",
      via: "profile hub",
      status: "ok",
      message: "none",
      email: "payments@example.com",
      ous: ["ou-ab12-11111111"],
      tags: { owner: "payments" },
    },
  ],
  summary: {
    accounts: 1,
    targets: 1,
    read: 0,
    notRead: 1,
    functions: 1,
    byStatus: { deprecated: 1 },
    byRuntime: { "nodejs18.x": 1 },
    byOwner: { payments: 1 },
    byAction: { redeploy: 1 },
    waived: 1,
    webFunctions: 1,
    deprecatedAliases: 1,
    aggregator: { onlyConfig: 1, onlyLambda: 1, otherRuntime: 1, notCovered: { stale: 1 } },
  },
};
