/**
 * AssumeRole and DescribeRegions, which a scan calls once per account: parameters and credentials go in, the members of
 * the response come out, as the SDK's commands return them. A response in the usual shape is read here; whatever is in
 * another shape, the SDK reads.
 */
import { stringify } from "node:querystring";
import { parseXML } from "@aws-sdk/xml-builder";
import type { Stage } from "../../model/coverage.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import type { CallBounds } from "./call-bounds.ts";
import type { Credentials } from "./expiry.ts";
import type { SdkCommand } from "./sdk-view.ts";
import { packages } from "./service-clients.ts";
import type { Service } from "./settings.ts";
import { createSignedCalls, type SignedCallsOptions } from "./signed-calls.ts";
import { isFilled } from "./untyped.ts";

interface QueryCall {
  readonly region: string;
  readonly credentials: Credentials;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly signal?: AbortSignal | undefined;
}

/** Reject with the SDK's errors, or an error of the network. */
export interface QueryCalls {
  assumeRole(call: QueryCall): Promise<unknown>;
  describeRegions(call: QueryCall): Promise<unknown>;
}

interface Operation {
  readonly service: "STS" | "EC2";
  readonly stage: Stage;
  readonly parameters: Readonly<Record<"Action" | "Version", string>>;
  /** What is read from the SDK. */
  readonly command: () => Promise<SdkCommand>;
  /** The members that are used; undefined when the XML has another shape than usual. */
  readonly read: (xml: string) => object | undefined;
}

/** @param direct what calls of this service are made with */
export function queryCalls(
  direct: (service: Service, command: SdkCommand) => Promise<SignedCallsOptions>,
  { within }: Pick<CallBounds, "within">,
): QueryCalls {
  const caller = (operation: Operation) => {
    const ready = once(async () => {
      const options = await direct(operation.service, await operation.command());
      return { sdk: options.sdk, send: createSignedCalls(options) };
    });
    const call = async (asked: QueryCall, signal: AbortSignal): Promise<unknown> => {
      const { sdk, send } = await ready();
      return send({
        region: asked.region,
        // Whoever calls decides when to renew them.
        credentials: () => asked.credentials(),
        method: "POST",
        path: ({ path }) => path,
        body: stringify({ ...operation.parameters, ...asked.parameters }),
        read: (response) => operation.read(response.body.toString()) ?? sdk.outcome(response),
        signal,
      });
    };
    return (asked: QueryCall) =>
      asked.signal ? call(asked, asked.signal) : within(operation.stage, (signal) => call(asked, signal));
  };
  return { assumeRole: caller(ASSUME_ROLE), describeRegions: caller(DESCRIBE_REGIONS) };
}

function parsed(xml: string): JsonObject {
  try {
    const root: unknown = parseXML(xml);
    return isObject(root) ? root : {};
  } catch {
    return {};
  }
}

const ASSUME_ROLE: Operation = {
  service: "STS",
  stage: "identity",
  parameters: { Action: "AssumeRole", Version: "2011-06-15" },
  async command() {
    const { STSClient, AssumeRoleCommand } = await packages.STS();
    const input = { RoleArn: "arn:aws:iam::111122223333:role/none", RoleSessionName: "none" };
    return { client: (config) => new STSClient(config), command: () => new AssumeRoleCommand(input) };
  },
  read(xml) {
    const result = member(member(parsed(xml), "AssumeRoleResponse"), "AssumeRoleResult");
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = member(result, "Credentials");
    const { Arn } = member(result, "AssumedRoleUser");
    const texts = [AccessKeyId, SecretAccessKey, SessionToken, Arn];
    if (!texts.every(isFilled) || !isFilled(Expiration) || !TIME.test(Expiration)) return undefined;
    const keys = { AccessKeyId, SecretAccessKey, SessionToken, Expiration: new Date(Expiration) };
    return { Credentials: keys, AssumedRoleUser: { Arn } };
  },
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

const DESCRIBE_REGIONS: Operation = {
  service: "EC2",
  stage: "regions",
  parameters: { Action: "DescribeRegions", Version: "2016-11-15" },
  async command() {
    const { EC2Client, DescribeRegionsCommand } = await packages.EC2();
    return { client: (config) => new EC2Client(config), command: () => new DescribeRegionsCommand({}) };
  },
  read: remembering((xml) => {
    const { item } = member(member(parsed(xml), "DescribeRegionsResponse"), "regionInfo");
    const Regions = (Array.isArray(item) ? item : [item]).map((region) => ({
      RegionName: isObject(region) ? region.regionName : undefined,
      OptInStatus: isObject(region) ? region.optInStatus : undefined,
    }));
    const isUsual = Regions.every(
      ({ RegionName, OptInStatus }) => isFilled(RegionName) && isFilled(OptInStatus),
    );
    return isUsual ? { Regions } : undefined;
  }),
};

/** Does not read again what came before: most accounts of an organization have the same regions. */
function remembering(read: Operation["read"]): Operation["read"] {
  let [last, result]: [string?, object?] = [];
  return (xml) => {
    const lasting = xml.replace(/<requestId>[^<]*<\/requestId>/, "");
    if (lasting !== last) [last, result] = [lasting, read(xml)];
    return result;
  };
}

function member(of: JsonObject, name: string): JsonObject {
  const value = of[name];
  return isObject(value) ? value : {};
}
