import type { EstateAccount, Organization, OrganizationalUnit } from "../estate/estate.ts";
import type { Answer } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { pageOf } from "./pages.ts";
import { jsonOf, type Service, type SignedInput, textIn } from "./service.ts";

export const organizations: Service = {
  name: "organizations",
  namespace: "",
  dialectOf: () => "json-1.1",
  actionOf: (request) => headerOf(request, "x-amz-target").replace("AWSOrganizationsV20161128.", ""),
  signed: {
    DescribeOrganization: describeOrganization,
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListRoots: listRoots,
    ListOrganizationalUnitsForParent: listUnits,
    DescribeOrganizationalUnit: describeUnit,
    DescribeAccount: describeAccount,
    ListParents: listParents,
    ListTagsForResource: listTags,
  },
  open: {},
};

/** Allowed for every member; all other actions require the management account or a delegated administrator. */
function describeOrganization(input: SignedInput): Answer {
  const { id, managementAccountId } = organizationOf(input);
  const management = input.world.estate.account(managementAccountId);
  return json({
    Organization: {
      Id: id,
      Arn: arn(input, `organization/${id}`),
      FeatureSet: "ALL",
      MasterAccountArn: arn(input, `account/${id}/${managementAccountId}`),
      MasterAccountId: managementAccountId,
      MasterAccountEmail: management?.email ?? "",
      AvailablePolicyTypes: [],
    },
  });
}

function listAccounts(input: SignedInput): Answer {
  governed(input);
  return paged(
    input,
    "Accounts",
    input.world.estate.accounts.map((account) => accountShape(input, account)),
  );
}

function listAccountsForParent(input: SignedInput): Answer {
  const parentId = parentIn(input);
  const children = input.world.estate.accounts.filter((account) => account.parentId === parentId);
  return paged(
    input,
    "Accounts",
    children.map((account) => accountShape(input, account)),
  );
}

function describeAccount(input: SignedInput): Answer {
  governed(input);
  const found = input.world.estate.account(textIn(jsonOf(input.call.request), "AccountId"));
  if (!found) throw notFound("AccountNotFoundException", "You specified an account that doesn't exist.");
  return json({ Account: accountShape(input, found) });
}

function listRoots(input: SignedInput): Answer {
  const { id, rootId } = governed(input);
  const root = { Id: rootId, Arn: arn(input, `root/${id}/${rootId}`), Name: "Root", PolicyTypes: [] };
  return paged(input, "Roots", [root]);
}

function listUnits(input: SignedInput): Answer {
  const parentId = parentIn(input);
  const units = governed(input).units.filter((unit) => unit.parentId === parentId);
  return paged(
    input,
    "OrganizationalUnits",
    units.map((unit) => unitShape(input, unit)),
  );
}

function describeUnit(input: SignedInput): Answer {
  const id = textIn(jsonOf(input.call.request), "OrganizationalUnitId");
  const found = governed(input).units.find((unit) => unit.id === id);
  if (!found)
    throw notFound(
      "OrganizationalUnitNotFoundException",
      "You specified an organizational unit that doesn't exist.",
    );
  return json({ OrganizationalUnit: unitShape(input, found) });
}

function listParents(input: SignedInput): Answer {
  const { rootId, units } = governed(input);
  const childId = textIn(jsonOf(input.call.request), "ChildId");
  const child = input.world.estate.account(childId) ?? units.find((unit) => unit.id === childId);
  if (!child) throw notFound("ChildNotFoundException", "You specified a child that doesn't exist.");
  const type = child.parentId === rootId ? "ROOT" : "ORGANIZATIONAL_UNIT";
  return paged(input, "Parents", [{ Id: child.parentId, Type: type }]);
}

/** Of accounts only. */
function listTags(input: SignedInput): Answer {
  governed(input);
  const found = input.world.estate.account(textIn(jsonOf(input.call.request), "ResourceId"));
  if (!found) throw notFound("TargetNotFoundException", "You specified a target that doesn't exist.");
  const tags = Object.entries(found.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return paged(input, "Tags", tags);
}

function organizationOf({ world }: SignedInput): Organization {
  const { organization } = world.estate;
  if (organization) return organization;
  throw notFound("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
}

/** The organization, if the caller may read it. */
function governed(input: SignedInput): Organization {
  const organization = organizationOf(input);
  const { id } = input.account;
  if (id === organization.managementAccountId || organization.delegatedAccountIds.includes(id))
    return organization;
  throw notFound("AccessDeniedException", "You don't have permissions to access this resource.");
}

/** The requested parent; throws when it does not exist. */
function parentIn(input: SignedInput): string {
  const { rootId, units } = governed(input);
  const parentId = textIn(jsonOf(input.call.request), "ParentId");
  if (!/^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/.test(parentId)) {
    throw new WireError(400, "InvalidInputException", "You specified an invalid value.", {
      members: { Reason: "INVALID_PATTERN_TARGET_ID" },
    });
  }
  if (parentId === rootId || units.some((unit) => unit.id === parentId)) return parentId;
  throw notFound("ParentNotFoundException", "You specified parent that doesn't exist.");
}

function accountShape(input: SignedInput, account: EstateAccount): object {
  const { id, name, email, state, joinedAt } = account;
  const organization = organizationOf(input);
  return {
    Id: id,
    Arn: arn(input, `account/${organization.id}/${id}`),
    Email: email,
    Name: name,
    // The retired field has fewer states.
    ...(organization.stateField === "State" ? {} : { Status: state === "CLOSED" ? "SUSPENDED" : state }),
    ...(organization.stateField === "Status" ? {} : { State: state }),
    ...(organization.paths && { Paths: [pathOf(organization, account)] }),
    JoinedMethod: id === organization.managementAccountId ? "INVITED" : "CREATED",
    JoinedTimestamp: joinedAt.getTime() / 1000,
  };
}

function pathOf({ id, rootId, units }: Organization, account: EstateAccount): string {
  const above: string[] = [];
  for (let parent = account.parentId; parent !== rootId; ) {
    above.unshift(parent);
    parent = units.find((unit) => unit.id === parent)?.parentId ?? rootId;
  }
  return `${[id, rootId, ...above].join("/")}/`;
}

function unitShape(input: SignedInput, { id, name }: OrganizationalUnit): object {
  return { Id: id, Arn: arn(input, `ou/${organizationOf(input).id}/${id}`), Name: name };
}

function arn(input: SignedInput, resource: string): string {
  const { managementAccountId } = organizationOf(input);
  return `arn:${input.account.partition}:organizations::${managementAccountId}:${resource}`;
}

/** Organizations returns at most 20 entries a page. */
function paged(input: SignedInput, member: string, entries: readonly object[]): Answer {
  const body = jsonOf(input.call.request);
  const asked = Number(body.MaxResults ?? 20);
  const page = pageOf(entries, {
    marker: textIn(body, "NextToken"),
    size: Math.min(20, asked, input.world.pageSize),
    call: input.call,
    wrong: () =>
      new WireError(400, "InvalidInputException", "You specified an invalid value.", {
        members: { Reason: "INVALID_NEXT_TOKEN" },
      }),
  });
  return json({ [member]: page.entries, ...(page.marker === undefined ? {} : { NextToken: page.marker }) });
}

function notFound(code: string, message: string): WireError {
  return new WireError(400, code, message);
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
