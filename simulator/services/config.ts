import { type Aggregator, hasGap } from "../estate/aggregators.ts";
import type { EstateFunction } from "../estate/estate.ts";
import { hash } from "../estate/random.ts";
import { uuid } from "../estate/settings.ts";
import type { Answer } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { FUNCTION_TYPE, type Item, itemsOf, sourceCells } from "./config-items.ts";
import { matches, parseQuery, required, rowsOf } from "./config-query.ts";
import { pageOf } from "./pages.ts";
import { jsonOf, type Service, type SignedInput, textIn } from "./service.ts";

type Source = Aggregator<EstateFunction>;

/** The aggregators of AWS Config. */
export const config: Service = {
  name: "config",
  namespace: "",
  dialectOf: () => "config",
  actionOf: (request) => headerOf(request, "x-amz-target").replace("StarlingDoveService.", ""),
  signed: {
    DescribeConfigurationAggregators: describeAggregators,
    DescribeConfigurationAggregatorSourcesStatus: describeSources,
    SelectAggregateResourceConfig: selectResources,
  },
  open: {},
};

function describeAggregators(input: SignedInput): Answer {
  const body = jsonOf(input.call.request);
  const names = body.ConfigurationAggregatorNames;
  const wanted = Array.isArray(names) && names.length > 0 ? names.map(String) : undefined;
  const found = wanted ? wanted.map((name) => aggregatorNamed(input, name)) : aggregatorsHere(input);
  return paged(
    input,
    "ConfigurationAggregators",
    found.map((each) => shape(input, each)),
    100,
  );
}

function shape({ account, call }: SignedInput, aggregator: Source): object {
  const { name, organization, accountIds, regions, resourceTypes } = aggregator;
  const where = regions ? { AwsRegions: regions } : { AllAwsRegions: true };
  const id = uuid(hash(name)).slice(0, 8);
  return {
    ConfigurationAggregatorName: name,
    ConfigurationAggregatorArn: `arn:${account.partition}:config:${call.region}:${account.id}:config-aggregator/config-aggregator-${id}`,
    ...(organization
      ? {
          OrganizationAggregationSource: {
            RoleArn: `arn:${account.partition}:iam::${account.id}:role/config`,
            ...where,
          },
        }
      : { AccountAggregationSources: [{ AccountIds: accountIds, ...where }] }),
    ...(resourceTypes && { AggregatorFilters: { ResourceType: { Type: "INCLUDE", Value: resourceTypes } } }),
    CreationTime: 1_600_000_000,
    LastUpdatedTime: 1_600_000_000,
  };
}

const HOUR = 3_600;

function describeSources(input: SignedInput): Answer {
  const aggregator = aggregatorNamed(
    input,
    textIn(jsonOf(input.call.request), "ConfigurationAggregatorName"),
  );
  const now = Math.floor(input.world.now().getTime() / 1000);
  const fresh = { LastUpdateStatus: "SUCCEEDED", LastUpdateTime: now - HOUR };
  if (aggregator.sourceRows === "organization") {
    const row = {
      SourceId: "Organization",
      SourceType: "ORGANIZATION",
      AwsRegion: aggregator.region,
      ...fresh,
    };
    return paged(input, "AggregatedSourceStatusList", [row], 100);
  }
  const rows = sourceCells(aggregator, input.world).map(({ account: { id }, region }) => {
    const has = (gap: Parameters<typeof hasGap>[1]) => hasGap(aggregator, gap, id, region);
    return {
      SourceId: id,
      SourceType: "ACCOUNT",
      AwsRegion: region,
      ...fresh,
      ...(has("stale") && { LastUpdateTime: now - 72 * HOUR }),
      ...(has("outdated") && { LastUpdateStatus: "OUTDATED" }),
      ...(has("failed") && {
        LastUpdateStatus: "FAILED",
        LastErrorCode: "AccessDenied",
        LastErrorMessage: `The account ${id} has not authorized this aggregator`,
      }),
    };
  });
  return paged(input, "AggregatedSourceStatusList", rows, 100);
}

function selectResources(input: SignedInput): Answer {
  const body = jsonOf(input.call.request);
  const aggregator = aggregatorNamed(input, textIn(body, "ConfigurationAggregatorName"));
  const query = parseQuery(textIn(body, "Expression"));
  const type = required(query, "resourceType");
  const items = itemsOf(aggregator, input.world, type)
    .filter((item) => matches(query, item))
    .sort((a, b) => (String(a.arn) < String(b.arn) ? -1 : 1));
  const counted = query.groupBy.length > 0;
  const isDamaged = type === FUNCTION_TYPE && !counted;
  const rows = rowsOf(query, isDamaged ? withoutShort(aggregator, items) : items);
  const leaked =
    counted || !aggregator.leaky ? rows : rows.map((row, i) => ({ ...items[i], ...row, ...leak(items[i]) }));
  const texts = leaked.map((row) =>
    isDamaged && has(aggregator, "malformed", row) ? '{"accountId":"1' : JSON.stringify(row),
  );
  return paged(input, "Results", texts, counted ? 500 : 100, counted ? 500 : 25);
}

/** The whole item, as if the query had selected everything. */
function leak(item: Item | undefined): Item {
  return { configuration: item?.configuration };
}

function has(aggregator: Source, gap: "short" | "malformed", item: Item): boolean {
  return hasGap(aggregator, gap, String(item.accountId), String(item.awsRegion));
}

/** One function of each target with this gap is missing from the rows, and counted. */
function withoutShort(aggregator: Source, items: readonly Item[]): readonly Item[] {
  return items.filter((item, i) => {
    const previous = items[i - 1];
    const isFirst = previous?.accountId !== item.accountId || previous?.awsRegion !== item.awsRegion;
    return !(isFirst && has(aggregator, "short", item));
  });
}

function aggregatorsHere({ account, call, world }: SignedInput): readonly Source[] {
  return world.estate.aggregators.filter(
    ({ accountId, region }) => accountId === account.id && region === call.region,
  );
}

function aggregatorNamed(input: SignedInput, name: string): Source {
  const found = aggregatorsHere(input).find((each) => each.name === name);
  if (found) return found;
  const message =
    "The configuration aggregator does not exist. Check the configuration aggregator name and try again.";
  throw new WireError(400, "NoSuchConfigurationAggregatorException", message);
}

function paged(
  input: SignedInput,
  member: string,
  list: readonly unknown[],
  most: number,
  usual = most,
): Answer {
  const { call, world } = input;
  const body = jsonOf(call.request);
  const size = Math.min(world.pageSize * 2, limitOf(body, most) ?? usual);
  const wrong = () =>
    new WireError(400, "InvalidNextTokenException", "The specified next token is not valid.");
  const { entries, marker } = pageOf(list, { marker: textIn(body, "NextToken"), size, call, wrong });
  const found = { [member]: entries, ...(marker !== undefined && { NextToken: marker }) };
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(found) };
}

function limitOf({ Limit, MaxResults }: Readonly<Record<string, unknown>>, most: number): number | undefined {
  const asked = Number(Limit ?? MaxResults ?? 0);
  if (Number.isInteger(asked) && asked >= 0 && asked <= most) return asked === 0 ? undefined : asked;
  throw new WireError(400, "InvalidLimitException", "The specified limit is outside the allowable range.");
}
