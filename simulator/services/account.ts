import type { EstateAccount, OptInStatus } from "../estate/estate.ts";
import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { pageOf } from "./pages.ts";
import { jsonOf, type Service, type SignedInput, textIn } from "./service.ts";

/** AWS Account Management: the regions of the calling account, or of another one of its organization. */
export const account: Service = {
  name: "account",
  namespace: "",
  dialectOf: () => "lambda",
  actionOf: ({ method, path }) => (method === "POST" && path === "/listRegions" ? "ListRegions" : ""),
  signed: { ListRegions: listRegions },
  open: {},
};

const STATUS = {
  "opt-in-not-required": "ENABLED_BY_DEFAULT",
  "opted-in": "ENABLED",
  "not-opted-in": "DISABLED",
} as const satisfies Record<OptInStatus, string>;

const MOST_REGIONS = 50;

function listRegions(input: SignedInput): Answer {
  const body = jsonOf(input.call.request);
  const { MaxResults = MOST_REGIONS, RegionOptStatusContains: wanted } = body;
  const size = Number(MaxResults);
  if (!(size >= 1 && size <= MOST_REGIONS)) throw invalid("MaxResults must be between 1 and 50");
  const all = subjectOf(input, textIn(body, "AccountId")).regions.map(({ name, optInStatus }) => {
    return { RegionName: name, RegionOptStatus: STATUS[optInStatus] };
  });
  const chosen = Array.isArray(wanted)
    ? all.filter(({ RegionOptStatus }) => wanted.includes(RegionOptStatus))
    : all;
  const wrong = () => invalid("NextToken is invalid");
  const page = pageOf(chosen, { marker: textIn(body, "NextToken"), size, call: input.call, wrong });
  const found = { Regions: page.entries, ...(page.marker !== undefined && { NextToken: page.marker }) };
  return { status: 200, contentType: "application/json", body: JSON.stringify(found) };
}

/** Other accounts are for the management account and its delegates; the management account may not name itself. */
function subjectOf({ account, world, caller }: SignedInput, id: string): EstateAccount {
  if (id === "") return account;
  const { organization } = world.estate;
  const found = world.estate.account(id);
  const isAllowed =
    organization?.managementAccountId === account.id ||
    organization?.delegatedAccountIds.includes(account.id);
  if (!isAllowed || !found) {
    const message = `User: ${caller.arn} is not authorized to perform: account:ListRegions`;
    throw new WireError(403, "AccessDeniedException", message);
  }
  if (id === organization?.managementAccountId)
    throw invalid("The management account can't be specified as the AccountId");
  return found;
}

function invalid(message: string): WireError {
  return new WireError(400, "ValidationException", message);
}
