import type { EstateRevision, EstateWebFunction } from "../estate/estate.ts";
import type { Answer, WireRequest } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { pageOf } from "./pages.ts";
import { jsonOf, type SignedInput, textIn } from "./service.ts";

const BASE = "/2025-03-07/web-functions";
const ROUTES = [
  ["POST", new RegExp(`^${BASE}$`), "ListWebFunctions"],
  ["POST", new RegExp(`^${BASE}/([^/]+)/list-endpoints$`), "ListWebFunctionEndpoints"],
  ["POST", new RegExp(`^${BASE}/([^/]+)/list-revisions$`), "ListWebFunctionRevisions"],
  ["GET", new RegExp(`^${BASE}/([^/]+)/revisions/([^/]+)$`), "GetWebFunctionRevision"],
  ["GET", /^\/2025-03-07\/tags\/[^/]+web-function(?:%2F|\/)([^/]+)$/i, "ListTags"],
] as const;

interface WebRoute {
  readonly action: string;
  readonly name: string;
  readonly revisionId: string;
}

/** undefined for every other request of Lambda. */
export function webRoute({ method, path }: WireRequest): WebRoute | undefined {
  for (const [verb, pattern, action] of ROUTES) {
    const found = verb === method ? pattern.exec(path) : null;
    if (!found) continue;
    const [name = "", revisionId = ""] = found.slice(1).map(decodeURIComponent);
    return { action, name, revisionId };
  }
  return undefined;
}

export const WEB_ACTIONS: Readonly<Record<string, (input: SignedInput) => Answer>> = {
  ListWebFunctions: (input) => list(input, "functions", listed(input).map(functionShape(input))),
  ListWebFunctionEndpoints: (input) => list(input, "endpoints", endpointsOf(input)),
  ListWebFunctionRevisions: (input) => {
    const shape = revisionShape(input);
    return list(input, "revisions", (named(input).revisions ?? []).map(shape));
  },
  GetWebFunctionRevision: getRevision,
};

function listed({ account, call }: SignedInput): readonly EstateWebFunction[] {
  return account.webFunctions?.[call.region] ?? [];
}

function named(input: SignedInput): EstateWebFunction {
  const name = webRoute(input.call.request)?.name ?? "";
  const found = listed(input).find((each) => each.name === name);
  if (!found) throw new WireError(404, "ResourceNotFoundException", `Web function not found: ${name}`);
  return found;
}

const arnOf = ({ account, call }: SignedInput, name: string): string =>
  `arn:${account.partition}:lambda:${call.region}:${account.id}:web-function/${name}`;
const CREATED = "2026-10-05T08:00:00+00:00";

function functionShape(input: SignedInput) {
  return ({ name, updatedAt = CREATED }: EstateWebFunction): object => ({
    functionName: name,
    functionArn: arnOf(input, name),
    state: "Active",
    stateReason: "",
    createdAt: CREATED,
    updatedAt,
  });
}

function endpointsOf(input: SignedInput): readonly object[] {
  const { name, endpoints = {} } = named(input);
  return Object.entries(endpoints).map(([endpointName, weights]) => ({
    endpointName,
    endpointArn: `${arnOf(input, name)}/endpoint/${endpointName}`,
    endpointType: "HomeRegion",
    domainName: `${endpointName}.lambda-web.example`,
    authType: "IamAuth",
    autoDeploymentMode: "Disabled",
    revisionWeights: Object.entries(weights).map(([revisionId, weight]) => ({ revisionId, weight })),
    regions: [input.call.region],
    state: "Active",
    stateReason: "",
    createdAt: CREATED,
    updatedAt: CREATED,
  }));
}

function revisionShape(input: SignedInput) {
  const { name } = named(input);
  return ({ id, createdAt }: EstateRevision): object => ({
    revisionArn: `${arnOf(input, name)}/revision/${id}`,
    revisionId: id,
    state: "Active",
    stateReason: "",
    createdAt,
  });
}

function getRevision(input: SignedInput): Answer {
  const { name, revisions = [] } = named(input);
  const id = webRoute(input.call.request)?.revisionId ?? "";
  const found = revisions.find((revision) => revision.id === id);
  if (!found) throw new WireError(404, "ResourceNotFoundException", `Revision not found: ${name} ${id}`);
  return json({
    functionName: name,
    functionArn: arnOf(input, name),
    ...revisionShape(input)(found),
    buildConfig: {
      runtimeConfig: { runtime: found.runtime },
      codeConfig: { s3Object: { bucket: "code", key: `${name}.zip` } },
    },
    serviceConfig: {
      executionRoleArn: `arn:${input.account.partition}:iam::${input.account.id}:role/web-execution`,
      timeoutSeconds: 30,
      maxConcurrencyPerEnvironment: 10,
      environmentVariables: found.environment ?? {},
    },
  });
}

export function listWebTags(input: SignedInput): Answer {
  return json({ Tags: named(input).tags ?? {} });
}

const MOST = 50;

function list(input: SignedInput, member: string, entries: readonly object[]): Answer {
  const body = jsonOf(input.call.request);
  const size = Number(body.maxResults ?? MOST);
  if (!(size >= 1 && size <= MOST)) throw invalid("maxResults must be between 1 and 50");
  const choice = { marker: textIn(body, "nextToken"), size: Math.min(size, input.world.pageSize) };
  const wrong = () => invalid("nextToken is invalid");
  const page = pageOf(entries, { ...choice, call: input.call, wrong });
  return json({ [member]: page.entries, ...(page.marker !== undefined && { nextToken: page.marker }) });
}

function invalid(message: string): WireError {
  return new WireError(400, "ValidationException", message);
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}
