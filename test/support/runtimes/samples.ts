/** Lifecycle data in the shapes that others publish, a few rows each, made up where no real row shows the case. */

/** cfn-lint's `LmbdRuntimeLifecycle.json`. */
export const CFN_LINT = {
  dotnet9: { "create-block": null, deprecated: "2026-11-10", successor: "dotnet10", "update-block": null },
  java8: {
    "create-block": "2024-02-08",
    deprecated: "2024-01-08",
    successor: "java25",
    "update-block": "2027-03-03",
  },
  "nodejs20.x": {
    "create-block": "2027-02-01",
    deprecated: "2026-04-30",
    successor: "nodejs24.x",
    "update-block": "2027-03-03",
  },
  "nodejs24.x": {
    "create-block": "2028-06-01",
    deprecated: "2028-04-30",
    successor: null,
    "update-block": "2028-07-01",
  },
  "nodejs99.x": { "create-block": null, deprecated: null, successor: null, "update-block": null },
};

/** endoflife.date `api/aws-lambda.json`. */
export const END_OF_LIFE_V0 = [
  {
    cycle: "java17.al2023",
    releaseLabel: "Java 17 (AL2023)",
    releaseDate: "2026-07-31",
    eol: "2029-08-31",
    link: "https://aws.amazon.com/about-aws/whats-new/2026/07/aws-lambda-java-amazon-linux/",
    lts: false,
    support: "2029-06-30",
  },
  {
    cycle: "dotnet9",
    releaseLabel: ".NET 9 (container only)",
    releaseDate: "2025-03-01",
    eol: false,
    lts: false,
    support: "2026-11-10",
  },
  { cycle: "dotnet7", releaseDate: "2022-11-15", eol: true, lts: false, support: "2024-05-14" },
  {
    cycle: "nodejs20.x",
    releaseLabel: "Node.js 20",
    releaseDate: "2023-11-15",
    eol: "2027-03-03",
    lts: false,
    support: "2026-04-30",
  },
  { cycle: "lostdates1.x", releaseDate: "2020-01-01", eol: true, lts: false, support: false },
];

/** endoflife.date `api/v1/products/aws-lambda`. */
export const END_OF_LIFE_V1 = {
  schema_version: "1.2.1",
  generated_at: "2026-11-20T23:30:00+00:00",
  last_modified: "2026-10-16T00:06:40+00:00",
  result: {
    name: "aws-lambda",
    aliases: [],
    label: "AWS Lambda",
    category: "service",
    tags: ["amazon", "service"],
    versionCommand: null,
    identifiers: [],
    labels: { eoas: "Standard Support", discontinued: null, eol: "Deprecated Support", eoes: null },
    links: { icon: null, html: "https://endoflife.date/aws-lambda", releasePolicy: null },
    releases: [
      release("nodejs20.x", "Node.js 20", true, "2026-04-30", false, "2027-08-31"),
      release("dotnet7", ".NET 7 (container-only)", true, "2024-05-14", true, null),
      release("python3.14", "Python 3.14", false, "2029-06-30", false, "2029-08-31"),
    ],
  },
};

function release(
  name: string,
  label: string,
  isEoas: boolean,
  eoasFrom: string | null,
  isEol: boolean,
  eolFrom: string | null,
): object {
  const rest = { codename: null, releaseDate: "2023-11-15", isLts: false, ltsFrom: null };
  const end = { isMaintained: !isEol, latest: null, custom: null };
  return { name, label, ...rest, isEoas, eoasFrom, isEol, eolFrom, ...end };
}

/** AWS Health's DescribeServiceLifecycle, with dates as the AWS CLI prints them: seconds since 1970, or ISO 8601. */
export const HEALTH = {
  serviceLifecycles: [
    {
      service: "LAMBDA",
      version: "python3.9",
      title: "Python 3.9 on AWS Lambda",
      recommendedVersion: "python3.14",
      lifecycleEvents: [
        {
          lifecycleEventType: "END_OF_SUPPORT",
          date: 1765756800,
          description: "Support ends",
          impactRisks: ["SECURITY"],
          regions: ["all"],
        },
        { lifecycleEventType: "BLOCK_RESOURCE_CREATE", date: "2027-07-29T00:00:00Z", regions: ["all"] },
        {
          lifecycleEventType: "BLOCK_RESOURCE_UPDATE",
          date: "2027-08-31T00:00:00+00:00",
          regions: ["all"],
        },
        {
          lifecycleEventType: "BLOCK_RESOURCE_UPDATE",
          date: "2026-09-30T17:00:00-07:00",
          regions: ["us-gov-west-1", "us-east-1"],
        },
      ],
    },
    {
      service: "LAMBDA",
      version: "nodejs24.x",
      title: "Node.js 24",
      lifecycleEvents: [{ lifecycleEventType: "END_OF_SUPPORT", date: "2028-04-30" }],
    },
    { service: "LAMBDA", version: "python3.15", title: "Python 3.15", lifecycleEvents: [] },
    {
      service: "LAMBDA",
      version: "ruby3.2",
      title: "Ruby 3.2",
      lifecycleEvents: [{ lifecycleEventType: "END_OF_LIFE_MAYBE", date: 1765756800, regions: ["all"] }],
    },
  ],
};
