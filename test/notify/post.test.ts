import assert from "node:assert/strict";
import { test } from "node:test";
import { createFetch } from "../../src/aws/fetch.ts";
import { post } from "../../src/notify/post.ts";
import { type Answer, startReceiver } from "../support/notify/receiver.ts";

/** Long enough for a busy machine to answer in, where an answer comes. */
const PATIENCE = { timeoutMs: 5_000, waitsMs: [10, 20] };
const IMPATIENT = { ...PATIENCE, timeoutMs: 1_000 };
const send = createFetch({});

const CASES: readonly {
  readonly answers: readonly Answer[];
  readonly requests: number;
  readonly why?: string;
}[] = [
  { answers: [200], requests: 1 },
  { answers: [204], requests: 1 },
  { answers: [500, 200], requests: 2 },
  { answers: ["hang", 204], requests: 2 },
  { answers: [{ status: 429, headers: { "retry-after": "0" } }, 200], requests: 2 },
  { answers: [500], requests: 3, why: "HTTP 500 after 3 attempts" },
  { answers: ["hang"], requests: 3, why: "no response within 1 s after 3 attempts" },
  { answers: [404], requests: 1, why: "HTTP 404" },
  { answers: [503, 403], requests: 2, why: "HTTP 403 after 2 attempts" },
  {
    answers: [{ status: 302, headers: { location: "http://127.0.0.1:9/elsewhere" } }],
    requests: 1,
    why: "HTTP 302 (redirects are not followed)",
  },
];

for (const { answers, requests, why } of CASES) {
  test(`a receiver that responds ${JSON.stringify(answers)}`, async () => {
    const receiver = await startReceiver(...answers);
    try {
      assert.equal(
        await post(
          new URL(receiver.url),
          { text: "é" },
          send,
          answers.includes("hang") ? IMPATIENT : PATIENCE,
        ),
        why,
      );
      assert.deepEqual(receiver.bodies, new Array(requests).fill({ text: "é" }));
    } finally {
      await receiver.close();
    }
  });
}

test("waits as long as Retry-After says", async () => {
  const receiver = await startReceiver({ status: 429, headers: { "retry-after": "1" } }, 200);
  try {
    assert.equal(await post(new URL(receiver.url), {}, send, PATIENCE), undefined);
    const [first = 0, second = 0] = receiver.times;
    assert.ok(second - first >= 990, `${second - first} ms`);
  } finally {
    await receiver.close();
  }
});

test("a response that is cut off after its status counts as delivered", async () => {
  let posts = 0;
  const breaking = async () => {
    posts++;
    const body = { cancel: () => Promise.reject(new Error("terminated")) };
    return { status: 200, headers: new Headers(), body };
  };
  assert.equal(await post(new URL("https://hooks.example.com/x"), {}, breaking, PATIENCE), undefined);
  assert.equal(posts, 1);
});

test("a receiver that refuses the connection", async () => {
  const receiver = await startReceiver(200);
  await receiver.close();
  assert.equal(await post(new URL(receiver.url), {}, send, PATIENCE), "ECONNREFUSED after 3 attempts");
});
