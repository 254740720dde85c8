import assert from "node:assert/strict";
import { test } from "node:test";
import { Sha256 } from "@smithy/core/checksum";
import { HttpRequest } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { encode, encodeQuery, signedHeaders } from "../../src/aws/transport/signing.ts";

const segment = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
  .map(encode)
  .filter((text) => text !== "." && text !== "..");
/** The SDK's signer loses a parameter of the name `__proto__`, which AWS has none of. */
const parameter = fc.string({ minLength: 1, unit: "grapheme" }).filter((name) => name !== "__proto__");
const identity = fc.record(
  {
    accessKeyId: fc.string({ minLength: 1 }).map(encode),
    secretAccessKey: fc.string({ minLength: 1 }),
    sessionToken: fc.base64String({ minLength: 4 }),
  },
  { requiredKeys: ["accessKeyId", "secretAccessKey"] },
);

test("signature for signature what the SDK's signer makes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.dictionary(parameter, fc.string({ unit: "grapheme" }), { maxKeys: 4 }),
      identity,
      fc.constantFrom("eu-west-1", "us-gov-west-1", "cn-north-1"),
      fc.constantFrom("lambda", "sts"),
      fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      async (segments, query, credentials, region, service, date) => {
        const host = `${service}.${region}.amazonaws.com`;
        const path = `/${segments.join("/")}`;
        const signer = new SignatureV4({
          credentials,
          region,
          service,
          sha256: Sha256,
          applyChecksum: false,
        });
        const request = new HttpRequest({ method: "GET", hostname: host, path, query, headers: { host } });
        const { headers } = await signer.sign(request, { signingDate: date });
        const unsigned = { host, path, query: encodeQuery(query), region, service, date };
        // Twice: the second time with the keys that were kept.
        assert.deepEqual(signedHeaders(unsigned, credentials), headers);
        assert.deepEqual(signedHeaders(unsigned, credentials), headers);
      },
    ),
    { numRuns: 300 },
  );
});

test("the example of AWS's own documentation", () => {
  const identity = {
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  };
  const date = new Date("2015-08-30T12:36:00Z");
  const { authorization } = signedHeaders(
    {
      host: "example.amazonaws.com",
      path: "/",
      query: "Param1=value1&Param2=value2",
      region: "us-east-1",
      service: "service",
      date,
    },
    identity,
  );
  assert.equal(
    authorization,
    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, " +
      "Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  );
});

test("kept keys are those of the day, the region and the identity", () => {
  const base = {
    host: "h",
    path: "/",
    query: "",
    region: "eu-west-1",
    service: "lambda",
    date: new Date("2026-01-01T23:59:59Z"),
  };
  const one = { accessKeyId: "A", secretAccessKey: "s" };
  const sign = (changes: Partial<typeof base>, identity = one) =>
    signedHeaders({ ...base, ...changes }, identity).authorization;
  const first = sign({});
  const others = [
    sign({ region: "eu-west-2" }),
    sign({ service: "sts" }),
    sign({ date: new Date("2026-01-02T00:00:00Z") }),
    sign({}, { ...one, secretAccessKey: "t" }),
  ];
  assert.equal(new Set([first, ...others]).size, 5);
  assert.equal(sign({}), first);
  assert.equal(sign({ region: "eu-west-2" }), others[0]);
});
