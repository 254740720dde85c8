/**
 * A receiver of issues that answers as Jira Cloud's REST API 3 does: search by JQL with page tokens, Atlassian documents, transitions
 * of a workflow, and its error messages.
 */
import { type Request, type Response, type Server, serveHttp } from "./http.ts";

export interface JiraIssue {
  readonly key: string;
  summary: string;
  description: unknown;
  labels: string[];
  status: Status;
}

const STATUSES = { "To Do": "new", "In Progress": "indeterminate", Done: "done", Rejected: "done" } as const;
type Status = keyof typeof STATUSES;

/** A workflow: from each status, the transitions that it has. */
const WORKFLOW: Readonly<
  Record<Status, readonly { readonly id: string; readonly name: string; readonly to: Status }[]>
> = {
  "To Do": [
    { id: "11", name: "Start", to: "In Progress" },
    { id: "31", name: "Finish", to: "Done" },
  ],
  "In Progress": [
    { id: "41", name: "Reject", to: "Rejected" },
    { id: "31", name: "Finish", to: "Done" },
  ],
  Done: [{ id: "51", name: "Reopen", to: "To Do" }],
  Rejected: [{ id: "51", name: "Reopen", to: "To Do" }],
};

export interface Jira extends Server {
  readonly issues: JiraIssue[];
}

export const [USER, API_TOKEN] = ["ops@example.com", "ATATT-secret"];

export async function startJira({ pageSize = 100 }: { pageSize?: number } = {}): Promise<Jira> {
  const issues: JiraIssue[] = [];
  const server = await serveHttp((request) => {
    const expected = `Basic ${Buffer.from(`${USER}:${API_TOKEN}`).toString("base64")}`;
    if (request.headers.authorization !== expected)
      return failed(401, "Client must be authenticated to access this resource.");
    return answer(request);
  });

  function answer({ method, path, body }: Request): Response {
    const [, rest = ""] = /^\/rest\/api\/3\/(.*)$/.exec(path) ?? [];
    if (method === "POST" && rest === "search/jql") return search(body);
    if (method === "POST" && rest === "issue") return create(body.fields as Fields);
    const [, key, more] = /^issue\/([A-Z]+-\d+)(\/transitions)?$/.exec(rest) ?? [];
    const issue = issues.find((it) => it.key === key);
    if (issue === undefined)
      return failed(404, "Issue does not exist or you do not have permission to see it.");
    if (more !== undefined) return method === "GET" ? transitionsOf(issue) : move(issue, body);
    const mistake = invalid(body.fields as Fields);
    if (mistake) return mistake;
    Object.assign(issue, body.fields);
    return { status: 204 };
  }

  function search(body: Request["body"]): Response {
    const [, project, label] =
      /^project = "(\w+)" AND labels = "([\w-]+)" ORDER BY created ASC$/.exec(String(body.jql)) ?? [];
    if (project !== "OPS")
      return failed(400, `The value '${project}' does not exist for the field 'project'.`);
    const found = issues.filter(({ labels }) => labels.includes(label ?? ""));
    const from = Number(body.nextPageToken ?? 0);
    const to = from + Math.min(pageSize, Number(body.maxResults ?? 50));
    const page = found.slice(from, to).map(({ key, labels, description, status }) => ({
      key,
      fields: { labels, description, status: { name: status, statusCategory: { key: STATUSES[status] } } },
    }));
    return {
      status: 200,
      body: {
        issues: page,
        isLast: to >= found.length,
        ...(to < found.length && { nextPageToken: String(to) }),
      },
    };
  }

  function create(fields: Fields): Response {
    const mistake = invalid(fields);
    if (mistake) return mistake;
    const key = `OPS-${issues.length + 1}`;
    const { summary = "", description, labels = [] } = fields;
    issues.push({ key, summary, description, labels, status: "To Do" });
    return { status: 201, body: { id: String(10_000 + issues.length), key } };
  }

  return { ...server, issues };
}

interface Fields {
  readonly summary?: string;
  readonly description?: unknown;
  readonly labels?: string[];
}

function transitionsOf({ status }: JiraIssue): Response {
  const transitions = WORKFLOW[status].map(({ id, name, to }) => ({
    id,
    name,
    to: { name: to, statusCategory: { key: STATUSES[to] } },
  }));
  return { status: 200, body: { transitions } };
}

function move(issue: JiraIssue, { transition }: Request["body"]): Response {
  const wanted = WORKFLOW[issue.status].find(({ id }) => id === (transition as { id: string }).id);
  if (wanted === undefined)
    return failed(400, "It is not possible to perform this transition from the current status.");
  issue.status = wanted.to;
  return { status: 204 };
}

function failed(status: number, message: string): Response {
  return { status, body: { errorMessages: [message], errors: {} } };
}

function invalid({ summary = "", description }: Fields): Response | undefined {
  const wrong = (field: string, message: string): Response => ({
    status: 400,
    body: { errorMessages: [], errors: { [field]: message } },
  });
  if (/[\r\n]/.test(summary))
    return wrong("summary", "The summary is invalid because it contains newline characters.");
  if (summary.length > 255) return wrong("summary", "Summary must be less than 255 characters.");
  if (!isDocument(description)) return wrong("description", "Operation value must be an Atlassian Document");
  if (textOf(description).length > 32_767) return wrong("description", "The entered text is too long.");
  return undefined;
}

/** As far as the rules of Atlassian documents concern what a ticket has: no empty text, and the blocks where they may be. */
function isDocument(node: unknown, inside = ""): boolean {
  const { type = "", content = [], text, marks = [] } = node as Node;
  if (type === "text")
    return (
      typeof text === "string" &&
      text !== "" &&
      marks.every(({ type: mark }) => ["strong", "code", "link"].includes(mark))
    );
  const allowed = CHILDREN[inside];
  return (
    (allowed === undefined || allowed.includes(type)) &&
    type in CHILDREN &&
    content.every((child) => (CHILDREN[type] ?? []).includes(child.type) && isDocument(child, type))
  );
}

interface Node {
  readonly type: string;
  readonly content?: readonly Node[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string }[];
}

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  doc: ["paragraph", "bulletList"],
  bulletList: ["listItem"],
  listItem: ["paragraph"],
  paragraph: ["text"],
};

/** The text of a document, a line for each block. */
export function textOf(node: unknown): string {
  const { type, content = [], text = "" } = node as Node;
  return text + content.map(textOf).join(type === "paragraph" ? "" : "\n");
}
