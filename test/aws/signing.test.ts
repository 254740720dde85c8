import assert from "node:assert/strict";
import { test } from "node:test";
import { Sha256 } from "@smithy/core/checksum";
import { extendedEncodeURIComponent, HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";
import type { HttpRequest as Sent } from "@smithy/types";
import aws4 from "aws4";
import fc from "fast-check";
import { createLambdaCalls, lambdaCommand } from "../../src/aws/transport/lambda-calls.ts";
import { LambdaClient, ListFunctionsCommand } from "../../src/aws/transport/packages/lambda.ts";
import { createSdkView } from "../../src/aws/transport/sdk-view.ts";
import { createSign } from "../../src/aws/transport/signer.ts";

const text = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
const segment = text.map(extendedEncodeURIComponent).filter((each) => each !== "." && each !== "..");
const identity = fc.record(
  {
    accessKeyId: fc.string({ minLength: 1 }).map(encodeURIComponent),
    secretAccessKey: fc.string({ minLength: 1 }),
    sessionToken: fc.base64String({ minLength: 4 }),
  },
  { requiredKeys: ["accessKeyId", "secretAccessKey"] },
);

/** The request of one call, and the signature that the SDK's own signer gives it. */
async function sentAndSigned(call: {
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}) {
  let sent: Sent | undefined;
  const { endpoint } = call;
  const command = lambdaCommand({ LambdaClient, ListFunctionsCommand });
  const sdk = createSdkView(command, endpoint ? { endpoint } : {});
  const { get } = createLambdaCalls({
    sdk,
    sign: createSign(aws4.RequestSigner),
    maxAttempts: 1,
    observe() {},
    pause: (wait) => wait(),
    handler: {
      metadata: { handlerProtocol: "http/1.1" },
      async handle(request) {
        sent = request;
        return { response: new HttpResponse({ statusCode: 200, headers: {}, body: "{}" }) };
      },
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
      destroy() {},
    },
  });
  await get({ ...call, credentials: async () => call.keys });
  assert.ok(sent);
  const headers = Object.fromEntries(
    Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const [path = "", query = ""] = sent.path.split("?");
  const { host = "", "x-amz-date": time = "" } = headers;
  const signer = new SignatureV4({
    credentials: call.keys,
    region: call.region,
    service: "lambda",
    sha256: Sha256,
    applyChecksum: false,
  });
  const unsigned = new HttpRequest({
    method: sent.method,
    hostname: sent.hostname,
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: { host },
  });
  const date = new Date(time.replace(/(....)(..)(..T..)(..)/, "$1-$2-$3:$4:"));
  const signed = await signer.sign(unsigned, { signingDate: date });
  return { sent: headers.authorization, theirs: signed.headers.authorization };
}

test("the signature is the one that the SDK's signer makes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.option(fc.array(segment, { maxLength: 2 }), { nil: undefined }),
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.constantFrom("Marker", "MaxItems", "FunctionVersion"), text),
      identity,
      fc.constantFrom("eu-west-1", "us-gov-west-1", "cn-north-1"),
      async (prefix, segments, query, keys, region) => {
        const endpoint = prefix && `http://127.0.0.1:8080/${prefix.join("/")}`;
        const path = `/2017-03-31/${segments.join("/")}`;
        const { sent, theirs } = await sentAndSigned({ endpoint, region, path, query, keys });
        assert.equal(sent, theirs);
      },
    ),
    { numRuns: 150 },
  );
});

test("kept signing keys are those of the day, the region, the service and the credentials", () => {
  const sign = createSign(aws4.RequestSigner);
  const keys = { accessKeyId: "A", secretAccessKey: "s" };
  const signature = (changes: object, day = "20260101", identity = keys) => {
    const scope = { region: "eu-west-1", service: "lambda", ...changes };
    const headers = { host: "h", "x-amz-date": `${day}T235959Z` };
    return sign({ scope, method: "GET", path: "/", query: {}, headers, body: undefined }, identity);
  };
  const first = signature({});
  const others = [
    signature({ region: "eu-west-2" }),
    signature({ service: "sts" }),
    signature({}, "20260102"),
    signature({}, "20260101", { ...keys, secretAccessKey: "t" }),
  ];
  assert.equal(new Set([first, ...others]).size, 5);
  assert.equal(signature({}), first);
});
