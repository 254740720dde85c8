import type { EstateFunction } from "../estate/estate.ts";
import type { Answer } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { datapoints } from "./datapoints.ts";
import { pageOf } from "./pages.ts";
import { jsonOf, type Service, type SignedInput, textIn } from "./service.ts";

/** Maximum number of queries in one GetMetricData call. */
const MOST_QUERIES = 500;

/** The part of CloudWatch that tells when a function ran, in the JSON protocol that SDK v3 and botocore use. */
export const cloudwatch: Service = {
  name: "cloudwatch",
  namespace: "",
  dialectOf: () => "json-1.0",
  actionOf: (request) => headerOf(request, "x-amz-target").replace("GraniteServiceVersion20100801.", ""),
  signed: { GetMetricData: getMetricData },
  open: {},
};

interface Query {
  readonly id: string;
  readonly functionName: string | undefined;
  readonly period: number;
}

function getMetricData({ account, call, world, requestId }: SignedInput): Answer {
  const body = jsonOf(call.request);
  const queries = listIn(body, "MetricDataQueries").map(queryOf);
  checkQueries(queries);
  const range = {
    from: Number(body.StartTime),
    to: Number(body.EndTime),
    now: world.now().getTime() / 1000,
  };
  if (!(range.from < range.to)) {
    throw invalid("The parameter StartTime must be less than the parameter EndTime.");
  }
  const page = pageOf(queries, {
    marker: textIn(body, "NextToken"),
    size: Math.min(MOST_QUERIES, world.pageSize * 10),
    call,
    wrong: () => invalid("Invalid nextToken"),
  });
  const functions = account.functions(call.region);
  const results = page.entries.map(({ id, functionName, period }) => {
    const found = functionName === undefined ? undefined : functions.named(functionName);
    return { Id: id, Label: "Invocations", ...values(found, { ...range, period }), StatusCode: "Complete" };
  });
  return {
    status: 200,
    contentType: "application/x-amz-json-1.0",
    headers: { "x-amzn-RequestId": requestId },
    body: JSON.stringify({
      MetricDataResults: results,
      Messages: [],
      ...(page.marker ? { NextToken: page.marker } : {}),
    }),
  };
}

function values(found: EstateFunction | undefined, range: Parameters<typeof datapoints>[1]) {
  const points = found ? datapoints(found, range) : [];
  return { Timestamps: points.map(({ at }) => at), Values: points.map(({ value }) => value) };
}

function checkQueries(queries: readonly Query[]): void {
  if (queries.length > MOST_QUERIES) {
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
  }
  const bad = queries.find(({ id }) => !/^[a-z]\w*$/.test(id));
  if (bad)
    throw invalid(
      `The value ${bad.id} for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  if (new Set(queries.map(({ id }) => id)).size < queries.length) {
    throw invalid("The values for parameter id in MetricDataQueries are not unique.");
  }
}

/** Only `AWS/Lambda Invocations` by FunctionName has data here; every other metric is empty. */
function queryOf(query: Readonly<Record<string, unknown>>): Query {
  const stat = objectIn(query, "MetricStat");
  const metric = objectIn(stat, "Metric");
  const [dimension, more] = listIn(metric, "Dimensions");
  const known =
    textIn(metric, "Namespace") === "AWS/Lambda" &&
    textIn(metric, "MetricName") === "Invocations" &&
    textIn(stat, "Stat") === "Sum" &&
    textIn(dimension ?? {}, "Name") === "FunctionName" &&
    more === undefined;
  const period = Number(stat.Period);
  if (!(period > 0 && period % 60 === 0)) throw invalid("The parameter Period must be a multiple of 60.");
  return {
    id: textIn(query, "Id"),
    functionName: known ? textIn(dimension ?? {}, "Value") : undefined,
    period,
  };
}

type Members = Readonly<Record<string, unknown>>;

function objectIn(members: Members, name: string): Members {
  const value = members[name];
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function listIn(members: Members, name: string): readonly Members[] {
  const value = members[name];
  return Array.isArray(value) ? value.map((entry) => objectIn({ entry }, "entry")) : [];
}

function invalid(message: string): WireError {
  return new WireError(400, "ValidationError", message);
}
