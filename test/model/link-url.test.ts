import assert from "node:assert/strict";
import { test } from "node:test";
import { linkUrl } from "../../src/model/link-url.ts";

for (const [url, link] of [
  ["https://example.com", "https://example.com/"],
  [
    "https://b.s3.amazonaws.com/r.html?X-Amz-Credential=A%2F2026",
    "https://b.s3.amazonaws.com/r.html?X-Amz-Credential=A%2F2026",
  ],
  ["https://example.com/a (1)|<b>[c]", "https://example.com/a%20%281%29%7C%3Cb%3E%5Bc%5D"],
  ["http://[::1]:8080/a?b=`c`'", "http://[::1]:8080/a?b=%60c%60%27"],
] as const) {
  test(`the target of a link: ${url}`, () => {
    assert.equal(linkUrl(url), link);
    assert.equal(decodeURI(new URL(link).href), decodeURI(new URL(url).href), "it leads to the same place");
  });
}
