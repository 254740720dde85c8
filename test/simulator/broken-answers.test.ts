import assert from "node:assert/strict";
import { request } from "node:http";
import { after, afterEach, before, describe, test } from "node:test";
import { ListFunctionsCommand, type ListFunctionsCommandOutput } from "@aws-sdk/client-lambda";
import { estate, type FaultKind, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

let simulator: Simulator;

describe("broken answers", () => {
  before(async () => {
    const functions = { "eu-west-1": ["a", "b", "c", "d", "e"] };
    simulator = await startSimulator({
      pageSize: 2,
      verifySignatures: false,
      estate: estate({ accounts: [{ functions }] }),
    });
  });
  afterEach(() => simulator.faults.clear());
  after(() => simulator.close());

  interface Raw {
    readonly status: number | undefined;
    readonly announced: number;
    readonly body: string;
    readonly ending: string;
  }

  /**
   * One ListFunctions request without an SDK, and how its answer ended on the wire. `silence`: nothing came for this many
   * milliseconds, counted from the first part of the body if one is expected.
   */
  function raw({ patience = 20_000, awaitsBody = false } = {}): Promise<Raw> {
    const scope = `${simulator.credentialsFor().accessKeyId}/20261121/eu-west-1/lambda/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
    return new Promise((resolve) => {
      const seen = { status: undefined as number | undefined, announced: 0, body: "" };
      const end = (ending: string): void => resolve({ ...seen, ending });
      const asked = request(`${simulator.url}/2015-03-31/functions`, {
        headers: { authorization },
        agent: false,
      });
      const wait = (): void =>
        void asked.setTimeout(patience, () => {
          end("silence");
          asked.destroy();
        });
      if (!awaitsBody) wait();
      asked.on("error", (error) => end("code" in error ? String(error.code) : error.message));
      asked.on("response", (response) => {
        seen.status = response.statusCode;
        seen.announced = Number(response.headers["content-length"]);
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          seen.body += chunk;
          if (awaitsBody) wait();
        });
        response.on("end", () => end("end"));
        response.on("error", (error) => end("code" in error ? String(error.code) : error.message));
      });
      asked.end();
    });
  }

  function broken(kind: FaultKind, waits?: Parameters<typeof raw>[0]): Promise<Raw> {
    simulator.faults.add({ kind });
    return raw(waits);
  }

  test("reset: the connection closes before any response", async () => {
    const { status, ending } = await broken("reset");
    assert.deepEqual([status, ending], [undefined, "ECONNRESET"]);
  });

  test("hang: no response, and none is recorded", async () => {
    simulator.requests.reset();
    const { status, ending } = await broken("hang", { patience: 300 });
    assert.deepEqual([status, ending], [undefined, "silence"]);
    assert.equal(simulator.requests.calls[0]?.status, undefined);
  });

  test("truncate: less arrives than was announced, then the connection closes", async () => {
    const { status, announced, body, ending } = await broken("truncate");
    assert.deepEqual([status, ending], [200, "ECONNRESET"]);
    assert.ok(body.length > 0 && body.length < announced);
  });

  test("stall: half of the body, then silence", async () => {
    const { status, announced, body, ending } = await broken("stall", { patience: 300, awaitsBody: true });
    assert.deepEqual([status, ending], [200, "silence"]);
    assert.ok(body.length > 0 && body.length < announced);
  });

  test("cut-json: the length is right, the JSON is not", async () => {
    const { status, announced, body, ending } = await broken("cut-json");
    assert.deepEqual([status, ending, body.length], [200, "end", announced]);
    assert.throws(() => JSON.parse(body), SyntaxError);
    assert.equal(
      (await failureOf(clients(simulator).lambda.send(new ListFunctionsCommand({})))).name,
      "SyntaxError",
    );
  });

  test("html: a page of a captive portal with status 200", async () => {
    const { status, body } = await broken("html");
    assert.equal(status, 200);
    assert.match(body, /^<!DOCTYPE html>/);
  });

  test("slow: the response is delayed", async () => {
    simulator.faults.add({ kind: "slow", ms: 300, times: 1 });
    const start = performance.now();
    await raw();
    assert.ok(performance.now() - start >= 290);
  });

  /** Follows markers for this many pages: `names > marker` of each. */
  async function follow(
    kind: FaultKind,
    pages: number,
  ): Promise<{ names: string[]; markers: (string | undefined)[] }> {
    simulator.faults.add({ kind });
    const { lambda } = clients(simulator);
    const names: string[] = [];
    const markers: (string | undefined)[] = [];
    for (let marker: string | undefined, i = 0; i < pages; i++) {
      const page: ListFunctionsCommandOutput = await lambda.send(
        new ListFunctionsCommand({ Marker: marker }),
      );
      names.push((page.Functions ?? []).map((found) => found.FunctionName).join(""));
      marker = page.NextMarker;
      markers.push(marker);
      if (marker === undefined) break;
    }
    return { names, markers };
  }

  test("repeat-marker: the second page leads to itself", async () => {
    const { names, markers } = await follow("repeat-marker", 4);
    assert.deepEqual(names, ["ab", "cd", "cd", "cd"]);
    assert.equal(new Set(markers).size, 1);
  });

  test("endless-markers: empty pages without end, each with a different marker", async () => {
    const { names, markers } = await follow("endless-markers", 8);
    assert.deepEqual(names, ["ab", "cd", "e", "", "", "", "", ""]);
    assert.equal(new Set(markers).size, 8);
  });

  test("empty-pages: every other page is empty and leads on", async () => {
    const { names, markers } = await follow("empty-pages", 8);
    assert.deepEqual(names, ["ab", "", "cd", "", "e"]);
    assert.equal(markers.at(-1), undefined);
  });
});
