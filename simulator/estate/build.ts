import type { Aggregator } from "./aggregators.ts";
import { type AggregatorSpec, buildAggregator } from "./build-aggregator.ts";
import { buildFunction, type FunctionSpec } from "./build-function.ts";
import type {
  AccountState,
  ControlPolicy,
  Estate,
  EstateAccount,
  EstateFunction,
  EstateRole,
  EstateRuntime,
  EstateWebFunction,
  Organization,
} from "./estate.ts";
import { listOf, NO_FUNCTIONS } from "./lists.ts";
import { organize } from "./organize.ts";
import { partitionNamed, regionsWith } from "./regions.ts";

/** A compact description of an estate. Account ids default to 111111111111, 222222222222, ... */
export interface EstateSpec {
  readonly partition?: string;
  /** The first is the management account unless `management` names another. */
  readonly accounts: readonly AccountSpec[];
  readonly management?: string;
  readonly delegated?: readonly string[];
  /** false: the accounts do not belong to an organization. */
  readonly organization?: boolean;
  readonly stateField?: Organization["stateField"];
  readonly paths?: boolean;
  readonly aggregators?: readonly AggregatorSpec[];
}

export interface AccountSpec {
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly state?: AccountState;
  /** Unit names from the root down, `Workloads/Prod`; units are created as needed. */
  readonly ou?: string;
  /**
   * The regions that DescribeRegions returns; default: those of `functions`, or the partition's first. Calls to any
   * default-enabled region work regardless.
   */
  readonly regions?: readonly string[];
  readonly functions?: Readonly<Record<string, readonly (FunctionSpec | string)[]>>;
  /** Of the account itself, in Organizations. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Deleted functions, whose tags the Resource Groups Tagging API still returns. */
  readonly deletedFunctions?: Readonly<Record<string, readonly FunctionSpec[]>>;
  /** Customer-managed runtimes that it publishes, by region. */
  readonly runtimes?: Readonly<Record<string, readonly EstateRuntime[]>>;
  readonly webFunctions?: Readonly<Record<string, readonly EstateWebFunction[]>>;
  /** Default: `LambdaInventoryReadOnly` trusting the management account, in every other account. */
  readonly roles?: readonly (RoleSpec | string)[];
  readonly permissionSets?: readonly string[];
  readonly controlPolicies?: readonly Partial<ControlPolicy>[];
}

export type RoleSpec = Pick<EstateRole, "name"> & Partial<EstateRole>;

export const DEFAULT_ROLE = "LambdaInventoryReadOnly";

/** Builds an estate from its compact description. */
export function estate(spec: EstateSpec): Estate {
  const partition = spec.partition ?? "aws";
  const ids = spec.accounts.map((account, index) => account.id ?? accountId(index + 1));
  const management = spec.management ?? ids[0] ?? "";
  const { organization, parentOf } = organize(
    management,
    spec.accounts.map((account) => account.ou ?? ""),
  );
  const accounts = spec.accounts.map((account, index) =>
    buildAccount(account, {
      id: ids[index] ?? "",
      partition,
      management,
      parentId: parentOf(account.ou ?? ""),
    }),
  );
  return assemble(
    partition,
    accounts,
    spec.organization === false
      ? undefined
      : {
          ...organization,
          delegatedAccountIds: spec.delegated ?? [],
          stateField: spec.stateField ?? "State",
          paths: spec.paths ?? false,
        },
    (spec.aggregators ?? []).map((each) => buildAggregator(each, management)),
  );
}

/** Easy to recognize: 111111111111 to 999999999999, then 000000000010 and so on. */
function accountId(n: number): string {
  return n < 10 ? String(n).repeat(12) : String(n).padStart(12, "0");
}

/** Indexes the accounts by id. */
export function assemble(
  partition: string,
  accounts: readonly EstateAccount[],
  organization: Organization | undefined,
  aggregators: readonly Aggregator<EstateFunction>[] = [],
): Estate {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return { partition, accounts, organization, aggregators, account: (id) => byId.get(id) };
}

interface Place {
  readonly id: string;
  readonly partition: string;
  readonly management: string;
  readonly parentId: string;
}

function buildAccount(spec: AccountSpec, place: Place): EstateAccount {
  const name = spec.name ?? `account-${place.id}`;
  const lists = new Map(
    Object.entries(spec.functions ?? {}).map(([region, functions]) => [
      region,
      listOf(functions.map(buildFunction)),
    ]),
  );
  const named =
    lists.size > 0 ? [...lists.keys()] : partitionNamed(place.partition).defaultRegions.slice(0, 1);
  return {
    id: place.id,
    name,
    email: spec.email ?? `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}@example.com`,
    state: spec.state ?? "ACTIVE",
    partition: place.partition,
    parentId: place.parentId,
    joinedAt: new Date("2021-03-04T05:06:07Z"),
    regions: regionsWith(place.partition, spec.regions ?? named),
    roles: (spec.roles ?? (place.id === place.management ? [] : [DEFAULT_ROLE])).map((role) =>
      buildRole(typeof role === "string" ? { name: role } : role, place.management),
    ),
    permissionSets: spec.permissionSets ?? [],
    controlPolicies: (spec.controlPolicies ?? []).map((policy) => ({
      actions: ["*"],
      regions: ["*"],
      ...policy,
    })),
    tags: spec.tags ?? {},
    runtimes: spec.runtimes ?? {},
    webFunctions: spec.webFunctions ?? {},
    functions: (region) => lists.get(region) ?? NO_FUNCTIONS,
    lingering: (region) => (spec.deletedFunctions?.[region] ?? []).map(buildFunction),
  };
}

/** A role with all permissions that trusts the management account by default. */
export function buildRole(spec: RoleSpec, management: string): EstateRole {
  return {
    trusts: [management],
    externalId: undefined,
    mfa: false,
    maxSessionSeconds: 3600,
    webIdentitySubjects: [],
    allows: ["*"],
    ...spec,
  };
}
