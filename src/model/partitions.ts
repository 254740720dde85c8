/**
 * AWS's partitions and regions as of 2026-11-21. Sources: the SDK's partition data (names, DNS suffixes, patterns),
 * the CDK's region-info (opt-in). `sa-west-1` is assumed to be opt-in, like every region of `aws` since 2019.
 * DescribeRegions returns what an account really has; this table is the fallback, and for checking names.
 */
interface PartitionData {
  readonly dnsSuffix: string;
  /** The region for calls that are not about one region, and for STS. */
  readonly mainRegion: string;
  /** Matches the names of the partition's regions, future ones included. */
  readonly pattern: RegExp;
  /** Enabled in every account. */
  readonly regions: readonly string[];
  /** Enabled only in accounts that opt in. */
  readonly optIn: readonly string[];
}

export const PARTITIONS = {
  aws: {
    dnsSuffix: "amazonaws.com",
    mainRegion: "us-east-1",
    pattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    regions: words(`ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2
      ca-central-1 eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2
      us-west-1 us-west-2`),
    optIn: words(`af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
      ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1
      me-south-1 me-west-1 mx-central-1 sa-west-1`),
  },
  "aws-cn": {
    dnsSuffix: "amazonaws.com.cn",
    mainRegion: "cn-northwest-1",
    pattern: /^cn-\w+-\d+$/,
    regions: ["cn-north-1", "cn-northwest-1"],
    optIn: [],
  },
  "aws-us-gov": {
    dnsSuffix: "amazonaws.com",
    mainRegion: "us-gov-west-1",
    pattern: /^us-gov-\w+-\d+$/,
    regions: ["us-gov-east-1", "us-gov-west-1"],
    optIn: [],
  },
  "aws-eusc": {
    dnsSuffix: "amazonaws.eu",
    mainRegion: "eusc-de-east-1",
    pattern: /^eusc-de-\w+-\d+$/,
    regions: ["eusc-de-east-1"],
    optIn: [],
  },
  "aws-iso": {
    dnsSuffix: "c2s.ic.gov",
    mainRegion: "us-iso-east-1",
    pattern: /^us-iso-\w+-\d+$/,
    regions: ["us-iso-east-1", "us-iso-west-1"],
    optIn: [],
  },
  "aws-iso-b": {
    dnsSuffix: "sc2s.sgov.gov",
    mainRegion: "us-isob-east-1",
    pattern: /^us-isob-\w+-\d+$/,
    regions: ["us-isob-east-1", "us-isob-west-1"],
    optIn: [],
  },
  "aws-iso-e": {
    dnsSuffix: "cloud.adc-e.uk",
    mainRegion: "eu-isoe-west-1",
    pattern: /^eu-isoe-\w+-\d+$/,
    regions: ["eu-isoe-west-1"],
    optIn: [],
  },
  "aws-iso-f": {
    dnsSuffix: "csp.hci.ic.gov",
    mainRegion: "us-isof-south-1",
    pattern: /^us-isof-\w+-\d+$/,
    regions: ["us-isof-east-1", "us-isof-south-1"],
    optIn: [],
  },
} as const satisfies Record<string, PartitionData>;
export type Partition = keyof typeof PARTITIONS;

const NAMES = Object.keys(PARTITIONS) as Partition[];

/** The known regions of all partitions. */
export const REGIONS: readonly string[] = NAMES.flatMap((name) => [
  ...PARTITIONS[name].regions,
  ...PARTITIONS[name].optIn,
]).sort();

const KNOWN: ReadonlySet<string> = new Set(REGIONS);

export function knownRegion(name: string): boolean {
  return KNOWN.has(name);
}

function isPartition(name: string): name is Partition {
  return Object.hasOwn(PARTITIONS, name);
}

/** By the pattern of the name, so that newer regions are recognized; undefined for other names. */
export function partitionOfRegion(region: string): Partition | undefined {
  return NAMES.find((name) => PARTITIONS[name].pattern.test(region));
}

/** The regions that are enabled in every account of the partition; empty for an unknown partition. */
export function defaultRegions(partition: string): readonly string[] {
  return isPartition(partition) ? PARTITIONS[partition].regions : [];
}

/** Undefined for an unknown partition. */
export function mainRegion(partition: string): string | undefined {
  return isPartition(partition) ? PARTITIONS[partition].mainRegion : undefined;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
