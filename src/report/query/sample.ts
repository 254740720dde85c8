import { type Report, SCHEMA_VERSION } from "../../model/report.ts";

const PLACE = { accountId: "111122223333", accountName: "payments", region: "eu-west-1" };

/** A report with something everywhere, on which a query is tried before anything is scanned. */
export const SAMPLE_REPORT: Report = {
  schemaVersion: SCHEMA_VERSION,
  tool: { name: "lambda-inventory", version: "1.0.0" },
  startedAt: "2026-11-21T10:00:00.000Z",
  catalogue: { asOf: "2026-11-21", source: "catalogue", ageDays: 0 },
  shard: { index: 1, count: 1 },
  functions: [
    {
      ...PLACE,
      functionName: "orders",
      version: "$LATEST",
      runtime: "nodejs18.x",
      runtimeStatus: "deprecated",
      deprecationDate: "2025-09-01",
      blockCreateDate: "2027-02-03",
      blockUpdateDate: "2027-03-03",
      daysLeft: -446,
      successor: "nodejs24.x",
      packageType: "Zip",
      architectures: ["arm64"],
      memorySize: 128,
      timeout: 3,
      codeSize: 1024,
      lastModified: "2024-07-24T09:41:13.364Z",
      description: "takes orders",
      handler: "index.handler",
      role: "arn:aws:iam::111122223333:role/orders",
      layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:base:1"],
      functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
      tags: { team: "payments" },
      lastInvoked: "2026-11-20",
      aliases: [{ name: "live", functionVersion: "1", runtime: "nodejs18.x", runtimeStatus: "deprecated" }],
    },
  ],
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
  },
};
