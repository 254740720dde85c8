import { partitionNamed } from "../estate/regions.ts";
import { globs } from "../globs.ts";
import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { xml } from "../wire/xml.ts";
import { formOf, numbered, type Service, type SignedInput } from "./service.ts";

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

export const ec2: Service = {
  name: "ec2",
  namespace: NAMESPACE,
  dialectOf: () => "ec2",
  actionOf: (request) => formOf(request).get("Action") ?? "",
  signed: { DescribeRegions: describeRegions },
  open: {},
};

interface RegionItem {
  readonly regionName: string;
  readonly regionEndpoint: string;
  readonly optInStatus: string;
}

function describeRegions({ account, call, requestId }: SignedInput): Answer {
  const form = formOf(call.request);
  const { dnsSuffix } = partitionNamed(account.partition);
  const all = account.regions.map(({ name, optInStatus }): RegionItem => {
    return { regionName: name, regionEndpoint: `ec2.${name}.${dnsSuffix}`, optInStatus };
  });
  const names = numbered(form, "RegionName");
  const stranger = names.find((name) => !all.some((item) => item.regionName === name));
  if (stranger !== undefined) {
    throw new WireError(400, "InvalidParameterValue", `Invalid value '${stranger}' for region-name`);
  }
  const wanted = all.filter(
    (item) =>
      (form.get("AllRegions") === "true" || item.optInStatus !== "not-opted-in") &&
      (names.length === 0 || names.includes(item.regionName)) &&
      passesFilters(form, item),
  );
  const items = wanted.map((item) => ({ ...item }));
  const body = xml({ DescribeRegionsResponse: { requestId, regionInfo: items } }, "item").replace(
    "<DescribeRegionsResponse>",
    `<DescribeRegionsResponse xmlns="${NAMESPACE}">`,
  );
  return {
    status: 200,
    contentType: "text/xml;charset=UTF-8",
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}

const FILTERS = {
  "region-name": "regionName",
  endpoint: "regionEndpoint",
  "opt-in-status": "optInStatus",
} as const satisfies Record<string, keyof RegionItem>;

function passesFilters(form: URLSearchParams, item: RegionItem): boolean {
  for (let i = 1; ; i++) {
    const name = form.get(`Filter.${i}.Name`);
    if (name === null) return true;
    const field = Object.entries(FILTERS).find(([filter]) => filter === name)?.[1];
    if (!field) throw new WireError(400, "InvalidParameterValue", `The filter '${name}' is invalid`);
    if (!globs(numbered(form, `Filter.${i}.Value`))(item[field])) return false;
  }
}
