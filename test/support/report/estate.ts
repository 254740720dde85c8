import type { FunctionRow } from "../../../src/model/report.ts";
import { row } from "./sample.ts";

const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"] as const;
const RUNTIMES = [
  {
    runtime: "nodejs14.x",
    runtimeStatus: "update-blocked",
    deprecationDate: "2023-12-04",
    blockUpdateDate: "2024-02-08",
    dueDate: "2024-02-08",
    dueEvent: "update-block",
  },
  {
    runtime: "nodejs18.x",
    runtimeStatus: "deprecated",
    deprecationDate: "2025-09-01",
    blockUpdateDate: "2027-03-03",
    dueDate: "2027-03-03",
    dueEvent: "update-block",
  },
  {
    runtime: "nodejs22.x",
    runtimeStatus: "expiring",
    deprecationDate: "2027-04-30",
    blockUpdateDate: "2027-07-01",
    dueDate: "2027-04-30",
    dueEvent: "deprecation",
  },
  {
    runtime: "python3.13",
    runtimeStatus: "supported",
    deprecationDate: "2029-06-30",
    blockUpdateDate: null,
    dueDate: "2029-06-30",
    dueEvent: "deprecation",
    action: "none",
  },
  {
    runtime: null,
    runtimeStatus: "container",
    deprecationDate: null,
    blockUpdateDate: null,
    successor: null,
    dueDate: null,
    dueEvent: null,
    action: "check-image",
  },
] as const satisfies readonly Partial<FunctionRow>[];

/** So many functions of two accounts, three regions and every kind of status, in turn. */
export function estate(count: number): FunctionRow[] {
  return Array.from({ length: count }, (_, index) =>
    row({
      ...RUNTIMES[index % RUNTIMES.length],
      accountId: index % 2 === 0 ? "111122223333" : "222222222222",
      accountName: index % 2 === 0 ? "payments" : "",
      region: REGIONS[index % 3] ?? "",
      functionName: `f-${String(index).padStart(6, "0")}`,
      description: index % 10 === 0 ? `takes orders ${index}` : "",
    }),
  );
}
