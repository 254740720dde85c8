import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { pureSchemas, writeOutKeys } from "../../scripts/pure-schemas.ts";

test("keys that are constants are written out, others stay", () => {
  const source =
    'const _a = "Alpha";\nconst _b = other;\nexport var X$ = [0, { [_a]: _a, [_b]: 1, [_c]: [_a] }, [_a]];\n';
  assert.equal(
    writeOutKeys(source),
    'const _a = "Alpha";\nconst _b = other;\nexport var X$ = [0, { "Alpha": _a, [_b]: 1, [_c]: [_a] }, [_a]];\n',
  );
});

test("no computed key is left in the SDK's description of EC2, and it bundles to what is used", async () => {
  const packageJson = createRequire(import.meta.url).resolve("@aws-sdk/client-ec2/package.json");
  const schemas = readFileSync(join(dirname(packageJson), "dist-es/schemas/schemas_0.js"), "utf8");
  assert.match(schemas, /\[_\w+\]:/);
  assert.doesNotMatch(writeOutKeys(schemas), /\[_\w+\]:/);
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { DescribeRegions$ } from "@aws-sdk/client-ec2";',
      resolveDir: dirname(import.meta.dirname),
    },
    ...{
      bundle: true,
      format: "esm",
      platform: "node",
      mainFields: ["module", "main"],
      minifySyntax: true,
      write: false,
    },
    plugins: [pureSchemas],
  });
  const [bundle] = outputFiles;
  assert.match(bundle?.text ?? "", /DescribeRegionsResult/);
  assert.doesNotMatch(bundle?.text ?? "", /DescribeInstancesResult/);
});
