import type { EstateRegion } from "./estate.ts";

interface Partition {
  /** The suffix of regional host names. */
  readonly dnsSuffix: string;
  readonly defaultRegions: readonly string[];
  readonly optInRegions: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Regions by partition as of 2026-11: names from @aws-sdk/core 3.981.0, which are opt-in from aws-cdk-lib 2.276.0. */
export const PARTITIONS = {
  aws: {
    dnsSuffix: "amazonaws.com",
    defaultRegions: words(`us-east-1 us-east-2 us-west-1 us-west-2 eu-west-1 eu-west-2 eu-west-3 eu-central-1
      eu-north-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2
      ca-central-1 sa-east-1`),
    optInRegions:
      words(`af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
      ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1
      me-south-1 me-west-1 mx-central-1 sa-west-1`),
  },
  "aws-cn": partition("amazonaws.com.cn", "cn-north-1 cn-northwest-1"),
  "aws-us-gov": partition("amazonaws.com", "us-gov-west-1 us-gov-east-1"),
  "aws-eusc": partition("amazonaws.eu", "eusc-de-east-1"),
  "aws-iso": partition("c2s.ic.gov", "us-iso-east-1 us-iso-west-1"),
  "aws-iso-b": partition("sc2s.sgov.gov", "us-isob-east-1 us-isob-west-1"),
  "aws-iso-e": partition("cloud.adc-e.uk", "eu-isoe-west-1"),
  "aws-iso-f": partition("csp.hci.ic.gov", "us-isof-east-1 us-isof-south-1"),
} as const satisfies Record<string, Partition>;

function partition(dnsSuffix: string, defaultRegions: string): Partition {
  return { dnsSuffix, defaultRegions: words(defaultRegions), optInRegions: [] };
}

export function partitionNamed(name: string): Partition {
  const found = Object.entries(PARTITIONS).find(([candidate]) => candidate === name);
  if (!found) throw new TypeError(`no partition is called '${name}'`);
  return found[1];
}

export function isOptInRegion(partitionName: string, region: string): boolean {
  return partitionNamed(partitionName).optInRegions.includes(region);
}

/** The regions of an account: these are enabled, and no other opt-in region of the partition is. */
export function regionsWith(partitionName: string, enabled: readonly string[]): readonly EstateRegion[] {
  const { optInRegions } = partitionNamed(partitionName);
  const on = enabled.map((name): EstateRegion => {
    return { name, optInStatus: optInRegions.includes(name) ? "opted-in" : "opt-in-not-required" };
  });
  const off = optInRegions.filter((name) => !enabled.includes(name));
  return [...on, ...off.map((name): EstateRegion => ({ name, optInStatus: "not-opted-in" }))];
}
