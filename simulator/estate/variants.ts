import type { EstateFunction } from "./estate.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { hash, hex, pick, random, scramble } from "./random.ts";
import { SECRET_MARK } from "./secret-mark.ts";
import { runtimeSettings, settings } from "./settings.ts";

/** What generated functions share: everything but their names. */
export type Variant = Omit<EstateFunction, "name">;

const RUNTIMES = `nodejs24.x nodejs22.x nodejs22.x nodejs20.x nodejs20.x nodejs18.x nodejs16.x python3.14
  python3.13 python3.12 python3.12 python3.11 python3.10 python3.9 python3.8 java25 java21 java17 java11 java8.al2
  dotnet10 dotnet8 dotnet6 ruby3.4 ruby3.3 ruby3.2 go1.x provided.al2023 provided.al2 image provided.al2023`.split(
  /\s+/,
);
const DESCRIPTIONS = [
  "",
  "",
  "",
  "Takes orders from the queue",
  "Nightly report",
  "Resizes uploaded pictures",
  "Managed by Terraform: do not edit",
  "請求書を作成する",
  "Sends mail 📬 to customers",
  "Syncs users\tfrom the directory",
];
const TEAMS = ["payments", "search", "platform", "data", "mobile"];

/** This many different configurations, determined by the seed alone. */
export function variants(seed: number, count: number): readonly Variant[] {
  return Array.from({ length: count }, (_, index) => variant(scramble(seed ^ (index + 1))));
}

function variant(seed: number): Variant {
  const next = random(seed);
  const runtime = pick(RUNTIMES, next());
  const latest = settings(`variant-${seed}`, {
    ...runtimeSettings(runtime),
    Description: pick(DESCRIPTIONS, next()),
    MemorySize: pick([128, 256, 512, 1024, 2048, 10_240], next()),
    Timeout: pick([3, 30, 60, 300, 900], next()),
    Architectures: [pick(["x86_64", "arm64"], next())],
    LastModified: lastModified(next()),
    Environment: { Variables: secrets(seed) },
    ...(next() < 0.3 ? { VpcConfig: vpc(seed) } : {}),
  });
  const versions = publishedVersions(latest, Math.floor(next() * 4));
  return {
    role: `service-role/lambda-${seed % 10}`,
    layers: next() < 0.2 ? [{ name: "observability", version: 1 + (seed % 40), codeSize: 5_242_880 }] : [],
    settings: latest,
    versions,
    aliases: versions.length > 0 ? [{ name: "live", version: "1" }] : [],
    tags: next() < 0.7 ? { team: pick(TEAMS, next()), "cost-centre": String(1000 + (seed % 100)) } : {},
    lastInvoked:
      next() < 0.8
        ? new Date(Date.UTC(2026, 10, 21) - Math.floor(next() * 400) * 86_400_000).toISOString().slice(0, 10)
        : undefined,
  };
}

/** Older code, some of it on an older runtime. */
function publishedVersions(latest: FunctionSettings, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const old = index === 0 && latest.Runtime === "nodejs22.x" ? { Runtime: "nodejs16.x" } : {};
    return { version: String(index + 1), settings: { ...latest, ...old } };
  });
}

/** `2024-07-24T09:41:13.364+0000`, some day of the six years before 2026-11-21. */
function lastModified(at: number): string {
  const instant = new Date(Date.UTC(2020, 10, 21) + Math.floor(at * 6 * 365 * 86_400_000));
  return instant.toISOString().replace("Z", "+0000");
}

function secrets(seed: number): Readonly<Record<string, string>> {
  return { STAGE: "prod", LOG_LEVEL: "info", DB_PASSWORD: `${SECRET_MARK}-${hex(seed, 24)}` };
}

function vpc(seed: number): NonNullable<FunctionSettings["VpcConfig"]> {
  return {
    SubnetIds: [0, 1, 2].map((zone) => `subnet-${hex(hash(`${seed} ${zone}`), 17)}`),
    SecurityGroupIds: [`sg-${hex(seed, 17)}`],
    VpcId: `vpc-${hex(seed ^ 1, 17)}`,
    Ipv6AllowedForDualStack: false,
  };
}
