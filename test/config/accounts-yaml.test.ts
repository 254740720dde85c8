import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accountsFromFile } from "../../src/config/accounts.ts";
import { accountsFileOf } from "../../src/config/accounts-file.ts";
import { yamlOf } from "../../src/config/accounts-yaml.ts";
import { compilePatterns } from "../../src/config/patterns.ts";
import { parseSource } from "../../src/config/source.ts";
import type { Account, BaseCredentials, Role } from "../../src/model/account.ts";

type KnownAccount = Account & { readonly id: string };

function readBack(text: string): Account[] {
  return accountsFromFile(accountsFileOf(parseSource("a.yaml", text), "/"), {
    profiles: [],
    role: undefined,
    externalId: undefined,
    sessionName: undefined,
    regions: { include: undefined, exclude: undefined },
  });
}

function account(id: string, more: Partial<KnownAccount> = {}): KnownAccount {
  return {
    id,
    name: "",
    base: { kind: "default" },
    roles: [],
    ownRole: false,
    regions: { include: undefined, exclude: undefined },
    tags: [],
    ...more,
  };
}

function role(name: string, more: Partial<Role> = {}): Role {
  return { role: name, externalId: undefined, sessionName: undefined, mfaSerial: undefined, ...more };
}

test("an organization: the role is in the defaults, ids are quoted", () => {
  const roles = [role("LambdaInventoryReadOnly")];
  const base: BaseCredentials = { kind: "profile", profile: "hub" };
  const text = yamlOf([
    account("000011112222", { name: "management", base }),
    account("111122223333", { name: "yes", base, roles }),
    account("222233334444", { name: "payments: prod", base, roles, tags: ["a"] }),
  ]);
  assert.equal(
    text,
    `defaults:
  role: LambdaInventoryReadOnly
  profile: hub
accounts:
  - id: "000011112222"
    name: management
    role: []
  - id: "111122223333"
    name: yes
  - id: "222233334444"
    name: "payments: prod"
    tags:
      - a
`,
  );
});

const names = fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{2,20}$/).filter((text) => !text.startsWith("arn"));
const labels = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() !== "");
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const hops: fc.Arbitrary<Role> = fc.record({
  role: fc.oneof(
    names,
    fc.tuple(names, names).map((parts) => parts.join("/")),
  ),
  externalId: optional(names),
  sessionName: optional(names),
  mfaSerial: optional(fc.constantFrom("arn:aws:iam::999988887777:mfa/me", "GAHT12345678")),
});
const patterns = optional(
  fc
    .uniqueArray(fc.constantFrom("eu-west-1", "us-*", "*", "ap-{east,south}-1", "eu-central-[12]"), {
      minLength: 1,
    })
    .map(compilePatterns),
);
const bases: fc.Arbitrary<BaseCredentials> = fc.oneof(
  fc.constant<BaseCredentials>({ kind: "default" }),
  labels.map((profile): BaseCredentials => ({ kind: "profile", profile })),
  fc.tuple(labels, labels).map(([session, name]): BaseCredentials => ({ kind: "sso", session, role: name })),
);

/** Accounts as discovery or a file makes them: one default chain, or none, for those without their own role. */
const estates = fc
  .record({
    base: bases,
    chain: fc.array(hops, { minLength: 1, maxLength: 3 }),
    accounts: fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[0-9]{12}$/),
        name: fc.oneof(fc.constant(""), labels),
        base: optional(bases),
        roles: optional(fc.array(hops, { maxLength: 3 })),
        regions: fc.record({ include: patterns, exclude: patterns }),
        tags: fc.array(labels, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 6, selector: ({ id }) => id },
    ),
  })
  .map(({ base, chain, accounts }) =>
    accounts.map(({ roles, ...rest }): KnownAccount => {
      const ownRole = roles !== undefined && roles.length > 0;
      return { ...rest, base: rest.base ?? base, roles: roles ?? chain, ownRole };
    }),
  );

/** As data: compiled patterns are compared by their source. */
function quoted(accounts: readonly Account[]): unknown {
  return JSON.parse(JSON.stringify(accounts));
}

test("what is written reads back as the same accounts", () => {
  fc.assert(
    fc.property(estates, (accounts) => {
      assert.deepEqual(quoted(readBack(yamlOf(accounts))), quoted(accounts));
    }),
    { numRuns: 300 },
  );
});
