/** What an aggregator of AWS Config holds: the configuration items of functions and of recorders. */
import { type Aggregator, collects, hasGap, isSource } from "../estate/aggregators.ts";
import type { EstateAccount, EstateFunction } from "../estate/estate.ts";
import type { World } from "./service.ts";

export const FUNCTION_TYPE = "AWS::Lambda::Function";
const RECORDER_TYPE = "AWS::Config::ConfigurationRecorder";

type Source = Aggregator<EstateFunction>;

/** A configuration item, as its properties are queried: `configuration.runtime`. */
export type Item = Readonly<Record<string, unknown>>;

interface Cell {
  readonly account: EstateAccount;
  readonly region: string;
}

/** The account × region pairs that send their data to the aggregator. */
export function sourceCells(aggregator: Source, { estate }: World): readonly Cell[] {
  return estate.accounts
    .filter(({ state }) => state === "ACTIVE")
    .flatMap((account) =>
      account.regions
        .filter(({ optInStatus }) => optInStatus !== "not-opted-in")
        .map(({ name }): Cell => ({ account, region: name })),
    )
    .filter(({ account, region }) => isSource(aggregator, account.id, region))
    .filter(({ account, region }) => !hasGap(aggregator, "no-source", account.id, region));
}

export function itemsOf(aggregator: Source, world: World, type: string): readonly Item[] {
  const make = { [FUNCTION_TYPE]: functionItems, [RECORDER_TYPE]: recorderItems }[type];
  if (!make || !collects(aggregator, type)) return [];
  return sourceCells(aggregator, world).flatMap((cell) => make(aggregator, cell));
}

const NOT_RECORDED = ["no-recorder", "recorder-off", "excluded", "not-included"] as const;

function functionItems(aggregator: Source, { account, region }: Cell): readonly Item[] {
  const has = (gap: Parameters<typeof hasGap>[1]) => hasGap(aggregator, gap, account.id, region);
  const known = aggregator.knows.get(`${account.id}/${region}`);
  // A recorder that was turned off leaves what it had recorded.
  if (known === undefined && NOT_RECORDED.some(has)) return [];
  const list = account.functions(region);
  const functions = known ?? list.slice(0, list.length);
  return functions.map((fn) => functionItem(fn, account, region, has("truncated")));
}

function functionItem(
  { name, role, settings, tags, layers }: EstateFunction,
  { id, partition }: EstateAccount,
  region: string,
  truncated: boolean,
): Item {
  const arn = `arn:${partition}:lambda:${region}:${id}:function:${name}`;
  const { Runtime, Environment, PackageType, Architectures, Handler, Description, VpcConfig } = settings;
  const configuration = {
    functionName: name,
    functionArn: arn,
    ...(Runtime === undefined ? {} : { runtime: Runtime }),
    role: role.startsWith("arn:") ? role : `arn:${partition}:iam::${id}:role/${role}`,
    ...(Handler === undefined ? {} : { handler: Handler }),
    codeSize: settings.CodeSize,
    description: Description,
    timeout: settings.Timeout,
    memorySize: settings.MemorySize,
    lastModified: settings.LastModified,
    codeSha256: settings.CodeSha256,
    version: "$LATEST",
    packageType: PackageType,
    architectures: Architectures,
    layers: layers.map(({ accountId, name: layer, version, codeSize }) => ({
      arn: `arn:${partition}:lambda:${region}:${accountId ?? id}:layer:${layer}:${version}`,
      codeSize,
    })),
    ...(Environment === undefined ? {} : { environment: { variables: Environment.Variables } }),
    ...(VpcConfig === undefined ? {} : { vpcConfig: { subnetIds: VpcConfig.SubnetIds } }),
  };
  return {
    ...identity(id, region, FUNCTION_TYPE, name, arn),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
    ...(truncated ? {} : { configuration }),
  };
}

function recorderItems(aggregator: Source, { account, region }: Cell): readonly Item[] {
  const has = (gap: Parameters<typeof hasGap>[1]) => hasGap(aggregator, gap, account.id, region);
  if (has("no-recorder")) return [];
  const arn = `arn:${account.partition}:config:${region}:${account.id}:configuration-recorder/default`;
  return [
    {
      ...identity(account.id, region, RECORDER_TYPE, "default", arn),
      configuration: {
        Name: "default",
        Recording: !has("recorder-off"),
        RecordingGroup: recordingGroup(has),
        RecordingMode: recordingMode(has),
      },
    },
  ];
}

function recordingMode(has: (gap: "daily" | "daily-override" | "continuous-override") => boolean): object {
  const own = (RecordingFrequency: string) => ({
    RecordingModeOverrides: [{ ResourceTypes: [FUNCTION_TYPE], RecordingFrequency }],
  });
  return {
    RecordingFrequency: has("daily") || has("continuous-override") ? "DAILY" : "CONTINUOUS",
    ...(has("daily-override") && own("DAILY")),
    ...(has("continuous-override") && own("CONTINUOUS")),
  };
}

function recordingGroup(has: (gap: "excluded" | "not-included") => boolean): object {
  if (has("excluded"))
    return {
      AllSupported: false,
      ResourceTypes: [],
      ExclusionByResourceTypes: { ResourceTypes: [FUNCTION_TYPE] },
      RecordingStrategy: { UseOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
    };
  if (has("not-included"))
    return {
      AllSupported: false,
      ResourceTypes: ["AWS::S3::Bucket"],
      RecordingStrategy: { UseOnly: "INCLUSION_BY_RESOURCE_TYPES" },
    };
  return {
    AllSupported: true,
    ResourceTypes: [],
    RecordingStrategy: { UseOnly: "ALL_SUPPORTED_RESOURCE_TYPES" },
  };
}

function identity(accountId: string, awsRegion: string, resourceType: string, name: string, arn: string) {
  return { accountId, awsRegion, resourceType, resourceId: name, resourceName: name, arn };
}
