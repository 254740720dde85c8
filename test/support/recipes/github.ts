/**
 * A receiver of issues that answers as GitHub's REST API does (docs.github.com/rest/issues/issues, version 2022-11-28): status codes,
 * pages with a Link header, labels that only those with push access can set, and the errors of validation.
 */
import { type Request, type Response, type Server, serveHttp } from "./http.ts";

export interface Issue {
  readonly number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  state_reason: string | null;
  labels: { readonly name: string }[];
  readonly pull_request?: object;
}

export interface GitHub extends Server {
  readonly issues: Issue[];
}

export const TOKEN = "ghp_secret";
const LONGEST_BODY = 65_536;

export async function startGitHub({
  socket,
  maySetLabels = true,
}: {
  socket?: string;
  maySetLabels?: boolean;
} = {}): Promise<GitHub> {
  const issues: Issue[] = [];
  let origin = "";
  const server = await serveHttp((request) => answer(request), socket);
  origin = server.url;

  function answer(request: Request): Response {
    if (!/^(Bearer|token) ghp_secret$/.test(request.headers.authorization ?? ""))
      return { status: 401, body: { message: "Bad credentials", status: "401" } };
    if (request.headers["user-agent"] === undefined)
      return { status: 403, body: { message: "no user agent" } };
    // The pages of a list are under the number of the repository.
    const [, number] =
      /^\/(?:repos\/acme\/ops|repositories\/7)\/issues(?:\/(\d+))?$/.exec(request.path) ?? [];
    if (!/^\/(repos\/acme\/ops|repositories\/7)\/issues/.test(request.path))
      return { status: 404, body: { message: "Not Found" } };
    if (request.method === "GET" && number === undefined) return list(request.query);
    if (request.method === "POST" && number === undefined) return create(request.body);
    const issue = issues.find((it) => it.number === Number(number));
    if (issue === undefined || request.method !== "PATCH")
      return { status: 404, body: { message: "Not Found" } };
    const mistake = invalid(request.body);
    if (mistake) return mistake;
    Object.assign(issue, request.body);
    if (request.body.state === "open") issue.state_reason = "reopened";
    return { status: 200, body: issue };
  }

  function list(query: URLSearchParams): Response {
    const size = Math.min(Number(query.get("per_page") ?? 30), 100);
    const page = Number(query.get("page") ?? 1);
    const labels = (query.get("labels") ?? "").split(",").filter(Boolean);
    const found = issues
      .filter((it) => query.get("state") === "all" || it.state === (query.get("state") ?? "open"))
      .filter((it) => labels.every((label) => it.labels.some(({ name }) => name === label)));
    if (query.get("direction") !== "asc") found.reverse();
    const next = new URLSearchParams(query);
    next.set("page", String(page + 1));
    const last = found.length <= page * size;
    const links = [`<${origin}/repositories/7/issues?page=1>; rel="first"`];
    if (!last) links.unshift(`<${origin}/repositories/7/issues?${next}>; rel="next"`);
    return {
      status: 200,
      body: found.slice((page - 1) * size, page * size),
      headers: { link: links.join(", ") },
    };
  }

  function create(body: Request["body"]): Response {
    const mistake = invalid(body, true);
    if (mistake) return mistake;
    const labels =
      maySetLabels && Array.isArray(body.labels) ? body.labels.map((name) => ({ name: String(name) })) : [];
    const issue: Issue = {
      number: issues.length + 1,
      title: String(body.title),
      body: String(body.body ?? ""),
      state: "open",
      state_reason: null,
      labels,
    };
    issues.push(issue);
    return { status: 201, body: issue };
  }

  return { ...server, issues };
}

function invalid(body: Request["body"], isNew = false): Response | undefined {
  const errors: object[] = [];
  if (isNew && typeof body.title !== "string")
    errors.push({ resource: "Issue", field: "title", code: "missing_field" });
  if (String(body.title ?? "").length > 256)
    errors.push({ field: "title", message: "title is too long (maximum is 256 characters)" });
  if (String(body.body ?? "").length > LONGEST_BODY)
    errors.push({ field: "body", message: "body is too long (maximum is 65536 characters)" });
  if (errors.length === 0) return undefined;
  return { status: 422, body: { message: "Validation Failed", errors } };
}
