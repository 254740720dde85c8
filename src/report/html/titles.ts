/** Column headings for people who do not know the keys. */
import type { PageKey } from "./page-data.ts";

const TITLES: Partial<Record<PageKey, string>> = {
  accountId: "Account",
  accountName: "Account name",
  region: "Region",
  functionName: "Function",
  version: "Version",
  runtime: "Runtime",
  runtimeStatus: "Status",
  deprecationDate: "Deprecated on",
  blockCreateDate: "Creation blocked on",
  blockUpdateDate: "Updates blocked on",
  daysLeft: "Days left",
  successor: "Move to",
  packageType: "Package",
  architectures: "Architecture",
  memorySize: "Memory (MB)",
  timeout: "Timeout (s)",
  codeSize: "Code size (bytes)",
  lastModified: "Last modified",
  description: "Description",
  functionArn: "ARN",
  tags: "Tags",
  lastInvoked: "Last invoked",
  invocations: "Invocations in 30 days",
  aliases: "Aliases",
  kind: "Kind",
  owner: "Owner",
  ownerSource: "Owner from",
  contact: "Contact",
  repository: "Repository",
  stack: "Stack",
  logicalId: "Logical id",
  origin: "Deployed with",
  managedBy: "Managed by",
  managedByReason: "Why",
  action: "Action",
  remedy: "What to do",
  dueDate: "Due",
  dueEvent: "What happens",
  waivedUntil: "Waived until",
  waiverReason: "Waived because",
};

export function titleOf(key: PageKey): string {
  return TITLES[key] ?? key;
}
