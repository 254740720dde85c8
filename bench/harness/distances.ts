/** Round trips from a desk in Europe, in milliseconds: from 20 in the next region to 280 on the other side of the world. */
export const DISTANCES: ReadonlyMap<string, number> = new Map([
  ["eu-central-1", 20],
  ["eu-west-1", 30],
  ["eu-west-2", 28],
  ["eu-west-3", 24],
  ["eu-north-1", 36],
  ["us-east-1", 95],
  ["us-east-2", 105],
  ["us-west-1", 150],
  ["us-west-2", 160],
  ["ca-central-1", 100],
  ["sa-east-1", 205],
  ["ap-south-1", 130],
  ["ap-southeast-1", 170],
  ["ap-northeast-1", 230],
  ["ap-northeast-2", 240],
  ["ap-northeast-3", 235],
  ["ap-southeast-2", 280],
]);

export const SLOWEST = "ap-southeast-2";

/** Every host that a scan of one account calls. */
export function hostsOf(regions: Iterable<string>): string[] {
  return [...regions].flatMap((region) =>
    ["sts", "ec2", "lambda"].map((service) => `${service}.${region}.amazonaws.com`),
  );
}
