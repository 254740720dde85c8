import type {
  CellChange,
  Change,
  ChangeKind,
  Difference,
  OneSided,
  RuntimeState,
  Side,
} from "./difference.ts";

const PLACE = { accountId: "111122223333", accountName: "payments", region: "eu-west-1" };

const STATE: RuntimeState = {
  runtime: "nodejs18.x",
  runtimeStatus: "deprecated",
  deprecationDate: "2025-09-01",
  blockCreateDate: "2027-02-03",
  blockUpdateDate: "2027-03-03",
  daysLeft: -446,
  successor: "nodejs24.x",
};
const CHANGE: Change = {
  ...PLACE,
  functionName: "orders",
  version: "$LATEST",
  functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
  lastModified: "2024-07-24T09:41:13.364Z",
  old: STATE,
  new: STATE,
  cause: "runtime",
};
const CELL: CellChange = { ...PLACE, functions: 1, status: "denied", message: "denied" };
const SIDE: Side = {
  startedAt: "2026-11-21T10:00:00.000Z",
  finishedAt: "2026-11-21T10:00:09.000Z",
  catalogue: { asOf: "2026-11-21", source: "catalogue", ageDays: 0 },
  functions: 1,
  read: 1,
  notRead: 1,
  filtered: false,
  versions: "latest",
};
const ONE_SIDED: OneSided = { onlyOld: ["111122223333"], onlyNew: ["444455556666"] };

/** A comparison with a value everywhere: a query is tried on it before any report is read. */
export const SAMPLE_DIFFERENCE: Difference = {
  schemaVersion: 1,
  old: SIDE,
  new: SIDE,
  scope: { accounts: ONE_SIDED, regions: ONE_SIDED },
  summary: {
    ...ofEveryKind(1),
    unchanged: 1,
    byStatus: { deprecated: { old: 1, new: 1 } },
    waived: { old: 1, new: 1 },
  },
  functions: ofEveryKind([CHANGE]),
  cells: { notReadNow: [CELL], notReadThen: [CELL] },
  movedDates: [
    { runtime: "nodejs18.x", date: "blockCreateDate", old: "2027-02-03", new: "2027-03-03", functions: 1 },
  ],
};

function ofEveryKind<Value>(value: Value): Record<ChangeKind, Value> {
  return {
    newlyDeprecated: value,
    newlyBlocked: value,
    newlyExpiring: value,
    newlyFixed: value,
    moved: value,
    new: value,
    gone: value,
    newlyVisible: value,
    unread: value,
  };
}
