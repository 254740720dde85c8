import type { EstateRuntime } from "../estate/estate.ts";
import { denial } from "../wire/authorize.ts";
import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import type { SignedInput } from "./service.ts";

const RUNTIME_ARN = /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):runtime\/([\w-]+)$/;

/** An alias of a customer-managed runtime, of the caller's account or of one that shares it. */
export function getRuntimeAlias({ account, caller, call, world }: SignedInput): Answer {
  const [, , , runtimePart = "", , aliasPart = ""] = call.request.path.split("/");
  const asked = decodeURIComponent(runtimePart);
  const alias = decodeURIComponent(aliasPart);
  const arn = asked.startsWith("arn:")
    ? asked
    : `arn:${account.partition}:lambda:${call.region}:${account.id}:runtime/${asked}`;
  const [, region, publisher = "", name] = RUNTIME_ARN.exec(arn) ?? [];
  const published = world.estate.account(publisher)?.runtimes?.[call.region] ?? [];
  const runtime = region === call.region ? published.find((each) => each.name === name) : undefined;
  if (!mayRead(runtime, account.id, publisher)) throw denial(call, caller.arn, "lambda", "identity");
  const found = runtime?.aliases.find((each) => each.name === alias);
  if (!found) throw missing(`${arn}/alias/${alias}`);
  const version = found.version ?? "1";
  return {
    status: 200,
    contentType: "application/json",
    body: JSON.stringify({
      Arn: `${arn}/alias/${alias}`,
      Name: alias,
      RuntimeVersion: version,
      RuntimeVersionArn: `${arn}/version/${version}`,
      State: found.state ?? "ACTIVE",
      Compatibility: { Architectures: ["x86_64", "arm64"] },
      ReleaseLifecycle: found.lifecycle,
      Created: "2026-11-02T08:00:00.000Z",
      LastModified: "2026-11-02T08:00:00.000Z",
    }),
  };
}

/** What does not exist in another account looks like what it does not share. */
function mayRead(runtime: EstateRuntime | undefined, caller: string, publisher: string): boolean {
  if (publisher === caller || publisher === "") return true;
  return runtime?.sharedWith?.some((id) => id === "*" || id === caller) ?? false;
}

function missing(arn: string): WireError {
  return new WireError(404, "ResourceNotFoundException", `Runtime alias not found: ${arn}`, {
    members: { Type: "User" },
  });
}
