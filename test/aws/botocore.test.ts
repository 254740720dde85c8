import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findSource } from "../../src/aws/credentials/find-source.ts";
import { processCredentials } from "../../src/aws/credentials/process.ts";
import type { CredentialSource } from "../../src/aws/credentials/source.ts";
import { type Profile, type ProfileSection, readConfigFiles } from "../../src/aws/profiles/files.ts";
import { type Env, profileOf } from "../../src/aws/profiles/paths.ts";
import { UserError } from "../../src/model/failure.ts";
import { configShapes, type Shape } from "../support/aws/config-shapes.ts";
import { home } from "../support/aws/world.ts";

type Finding = Readonly<Record<string, unknown>>;

/** What we find, in the shape of `config_files.py`. */
async function found(env: Env, withSources: boolean): Promise<Finding> {
  try {
    const files = await readConfigFiles(env);
    const sources = (withSources ? [...files.profiles.keys()] : []).map(async (name) => {
      const source = await described(() => findSource(env, files, name));
      return [name, source] as const;
    });
    return {
      profile: profileOf(env) ?? null,
      profiles: mapped(files.profiles, ({ settings, config, credentials }: Profile) => ({
        ...settings,
        ...Object.fromEntries(config?.blocks ?? []),
        ...Object.fromEntries(credentials?.blocks ?? []),
      })),
      ssoSessions: mapped(files.ssoSessions, values),
      services: mapped(files.services, values),
      sources: Object.fromEntries(await Promise.all(sources)),
    };
  } catch (error) {
    return said(error);
  }
}

const values = ({ settings, blocks }: ProfileSection) => ({ ...settings, ...Object.fromEntries(blocks) });

function mapped<T>(map: ReadonlyMap<string, T>, value: (each: T) => unknown): Finding {
  return Object.fromEntries([...map].map(([name, each]) => [name, value(each)]));
}

async function described(find: () => CredentialSource): Promise<unknown> {
  try {
    return await description(find());
  } catch (error) {
    return said(error);
  }
}

async function description(source: CredentialSource): Promise<unknown> {
  switch (source.kind) {
    case "keys":
      return { key: source.keys.accessKeyId, token: source.keys.sessionToken ?? null };
    case "role": {
      const { arn, duration = null, externalId = null } = source.role;
      return { role: arn, duration, externalId, from: await description(source.from) };
    }
    case "web identity":
      return { "web identity": "roleArn" in source ? source.roleArn : "" };
    case "sso": {
      const { accountId, roleName, startUrl, session = null } = source.sso;
      return { sso: [accountId, roleName, startUrl, session] };
    }
    case "process":
      return { key: (await processCredentials(source)).accessKeyId, token: null };
    case "environment":
      return "environment";
    default:
      return "none";
  }
}

function said(error: unknown): { readonly error: string } {
  if (error instanceof Error) return { error: error instanceof UserError ? error.message : "Error" };
  throw error;
}

/** For the comparison it does not matter which error it is, nor in what words. */
function withoutWords(value: unknown): { readonly text: string; readonly value: unknown } {
  const text = JSON.stringify(value);
  const plain = JSON.parse(text, (_, each) =>
    each !== null && typeof each === "object" && typeof each.error === "string" ? "an error" : each,
  );
  return { text, value: plain };
}

/** A difference that is meant: docs/accounts.md gives the reason. */
interface Difference {
  readonly reason: string;
  readonly shapes: RegExp;
  /** What we find instead. */
  readonly ours: RegExp;
}

const DIFFERENCES: readonly Difference[] = [
  {
    reason: "A header line with more than one `]`",
    shapes: /header \[.*\].*\]|line separators of Unicode/,
    ours: /^{"error":"\S+:\d: the section header has more than one \\"]\\""}$/,
  },
  {
    reason: "A line that begins with `[` and has no `]`",
    shapes: /line \[x = y/,
    ours: /^{"error":"\S+:\d: the section header has no closing \\"]\\""}$/,
  },
  {
    reason: "A setting that continues on an indented line",
    shapes: /a region of two lines/,
    ours: /region has more than one line/,
  },
  { reason: "A byte order mark", shapes: /a byte order mark/, ours: /"default":{"region":"x"/ },
];

async function compare(shapes: readonly Shape[]) {
  const asked = shapes.map(({ config, credentials, env, sources = false }) => {
    const files = {
      ...(config !== undefined && { config }),
      ...(credentials !== undefined && { credentials }),
    };
    const { HOME = "" } = home(files).env;
    return { env: { HOME, AWS_EC2_METADATA_DISABLED: "true", ...env }, sources };
  });
  const script = join(import.meta.dirname, "../support/aws/config_files.py");
  const options = { input: JSON.stringify(asked), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 } as const;
  const { status, stdout } = spawnSync("python3", [script], options);
  if (status !== 0) return undefined;
  const theirs: unknown = JSON.parse(stdout);
  assert.ok(Array.isArray(theirs));
  return Promise.all(
    shapes.map(async (shape, i) => ({
      name: shape.name,
      ours: withoutWords(await found(asked[i]?.env ?? {}, asked[i]?.sources ?? false)),
      theirs: withoutWords(theirs[i]),
    })),
  );
}

test("almost 500 shapes of config files differ from each other, beside the random ones", () => {
  const shapes = configShapes().filter(({ name }) => !name.startsWith("random"));
  const distinct = new Set(shapes.map(({ name: _, ...shape }) => JSON.stringify(shape)));
  assert.deepEqual([distinct.size, distinct.size > 480], [shapes.length, true]);
});

test("config files are read as botocore reads them, documented differences aside", async (t) => {
  const compared = await compare(configShapes());
  if (!compared) return t.skip("python3 with botocore is not installed");
  for (const { name, ours, theirs } of compared) {
    const difference = DIFFERENCES.find(({ shapes }) => shapes.test(name));
    if (name.startsWith("random") && /the section header (has|is) /.test(ours.text)) continue;
    if (!difference) {
      assert.deepEqual(ours.value, theirs.value, name);
      continue;
    }
    assert.notDeepEqual(ours.value, theirs.value, name);
    assert.match(ours.text, difference.ours, name);
  }
});

test("each difference from botocore is documented with its reason", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/config-files.md"), "utf8");
  for (const { reason } of DIFFERENCES) assert.ok(page.includes(reason), reason);
});
