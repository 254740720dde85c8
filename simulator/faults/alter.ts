import { nextVisit, visitOf, writeMarker } from "../services/marker.ts";
import { jsonOf, textIn } from "../services/service.ts";
import type { Answer, Call } from "../wire/call.ts";
import type { Fault, FaultKind } from "./fault.ts";

type Alteration = (answer: Answer, fault: Fault, call: Call) => Answer;

const HTML =
  "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Welcome to the network</h1></body></html>\n";

/** Faults that corrupt a correct response, in this order: those that read it come before those that leave nothing to read. */
export const ALTERATIONS: readonly (readonly [FaultKind, Alteration])[] = [
  ["repeat-marker", onPage((page, asked) => ({ ...page, marker: asked ?? page.marker ?? page.first }))],
  [
    "endless-markers",
    onPage((page, asked) => {
      if (asked !== undefined && visitOf(asked) > 0)
        return { ...page, marker: nextVisit(asked), empty: true };
      return page.marker === undefined ? { ...page, marker: nextVisit(asked ?? page.first) } : page;
    }),
  ],
  // The first request for a position gets an empty page and a marker for the same position.
  [
    "empty-pages",
    onPage((page, asked) =>
      asked === undefined || visitOf(asked) > 0 ? page : { ...page, marker: nextVisit(asked), empty: true },
    ),
  ],
  [
    "wrong-account",
    (answer, fault, call) => ({
      ...answer,
      body: answer.body.toString().replaceAll(call.accountId, fault.accountId ?? "999999999999"),
    }),
  ],
  [
    "cut-json",
    (answer) => ({
      ...answer,
      body: Buffer.from(answer.body).subarray(0, Buffer.byteLength(answer.body) >> 1),
    }),
  ],
  ["html", () => ({ status: 200, contentType: "text/html; charset=utf-8", body: HTML })],
];

interface Page {
  readonly marker: string | undefined;
  /** A marker for the first entry. */
  readonly first: string;
  readonly empty: boolean;
}

/** Where each service has its markers: in the query or the JSON body, and in the response. */
const MARKERS = {
  lambda: { ask: "Marker", answer: "NextMarker" },
  organizations: { ask: "NextToken", answer: "NextToken" },
  cloudwatch: { ask: "NextToken", answer: "NextToken" },
  config: { ask: "NextToken", answer: "NextToken" },
  tag: { ask: "PaginationToken", answer: "PaginationToken" },
  sso: { ask: "next_token", answer: "nextToken" },
} as const satisfies Record<string, { ask: string; answer: string }>;

function onPage(change: (page: Page, asked: string | undefined) => Page): Alteration {
  return (answer, _, call) => {
    const names = Object.entries(MARKERS).find(([service]) => service === call.service)?.[1];
    if (!names || answer.status !== 200) return answer;
    const members: Record<string, unknown> = JSON.parse(answer.body.toString());
    const page = change(
      {
        marker: textIn(members, names.answer) || undefined,
        first: writeMarker(0, call),
        empty: false,
      },
      askedMarker(call, names.ask),
    );
    const lists = page.empty
      ? Object.entries(members).map(([name, value]) => [name, Array.isArray(value) ? [] : value])
      : [];
    const body = JSON.stringify({
      ...members,
      ...Object.fromEntries(lists),
      [names.answer]: page.marker ?? null,
    });
    return { ...answer, body };
  };
}

function askedMarker({ request }: Call, name: string): string | undefined {
  const inQuery = new URLSearchParams(request.query).get(name);
  return inQuery ?? (request.method === "POST" ? textIn(jsonOf(request), name) || undefined : undefined);
}
