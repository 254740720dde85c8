import type { FunctionSettings } from "./function-settings.ts";
import { hash, hex } from "./random.ts";

const HANDLERS = [
  [/^python/, "app.lambda_handler"],
  [/^java/, "com.example.Handler::handleRequest"],
  [/^dotnet/, "Example::Example.Function::Handle"],
  [/^ruby/, "function.handler"],
  [/^(go|provided|custom)/, "bootstrap"],
] as const;

/** The settings that depend on the runtime; `image` and `custom:ALIAS` (customer-managed) are not AWS runtimes. */
export function runtimeSettings(runtime: string): SettingsSpec {
  if (runtime === "image") return { PackageType: "Image" };
  const Handler = HANDLERS.find(([pattern]) => pattern.test(runtime))?.[1] ?? "index.handler";
  const [name = "", RuntimeAlias = "stable"] = runtime.split(":");
  if (name !== "custom") return { Runtime: runtime, Handler };
  const RuntimeArn = "arn:aws:lambda:eu-central-1:666677778888:runtime/data-team-python";
  return { Runtime: "custom", Handler, RuntimeConfig: { RuntimeArn, RuntimeAlias } };
}

/** What a caller may specify for a function; the rest is filled in. */
export type SettingsSpec = Partial<FunctionSettings>;

/** A complete configuration; `seed` determines the hashes. */
export function settings(seed: string, spec: SettingsSpec): FunctionSettings {
  const number = hash(seed);
  const image = spec.PackageType === "Image";
  return {
    ...(image ? {} : runtimeSettings(spec.Runtime ?? "nodejs22.x")),
    CodeSize: 1000 + (number % 5_000_000),
    Description: "",
    Timeout: 30,
    MemorySize: 128,
    LastModified: "2024-07-24T09:41:13.364+0000",
    CodeSha256: Buffer.from(hex(number, 64), "hex").toString("base64"),
    RevisionId: uuid(number),
    PackageType: "Zip",
    Architectures: ["x86_64"],
    TracingConfig: { Mode: "PassThrough" },
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${seed}` },
    ...spec,
  };
}

/** A UUID that depends only on the seed. */
export function uuid(seed: number): string {
  const digits = hex(seed, 32);
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join("-");
}
