/** The JSON Schema of the project file, made from the tables that the program reads it by. */
import { COMMAND_NAMES, optionsOf } from "../../../src/cli/commands.ts";
import type { OptionEntry } from "../../../src/cli/options/entry.ts";
import { OWNER_MATCH, WAIVER_MATCH } from "../../../src/config/match.ts";
import type { SETTINGS } from "../../../src/config/settings.ts";

type Schema = Readonly<Record<string, unknown>>;

export function projectSchema(): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:lambda-inventory:project:1",
    title: "Project file of lambda-inventory",
    description: "What `lambda-inventory --config FILE` reads; see lambda-inventory.example.yaml.",
    ...mapping({
      options: { description: "Long names of options, without dashes.", ...mapping(optionSchemas()) },
      defaults: { description: "What an account does not set.", ...mapping(SETTING) },
      accounts: { type: "array", minItems: 1, items: mapping({ ...ACCOUNT, ...SETTING }, ["id"]) },
      owners: {
        description: "Whose functions are. The last entry that matches wins.",
        type: "array",
        items: mapping({ match: matchSchema(OWNER_MATCH), owner: TEXT, contact: TEXT, repository: TEXT }, [
          "match",
          "owner",
        ]),
      },
      waivers: {
        description: "Which functions may stay on their runtime, through which day.",
        type: "array",
        items: mapping(
          {
            match: { ...matchSchema(WAIVER_MATCH), minProperties: 1 },
            reason: TEXT,
            approvedBy: TEXT,
            until: DAY,
          },
          ["match", "until"],
        ),
      },
    }),
    $defs: {
      text: { type: "string", minLength: 1 },
      texts: { oneOf: [TEXT, { type: "array", minItems: 1, items: TEXT }] },
      id: { type: ["string", "integer"], description: "12 digits." },
      role: { oneOf: [TEXT, mapping(ROLE, ["role"])] },
    },
  };
}

const TEXT: Schema = { $ref: "#/$defs/text" };
const TEXTS: Schema = { $ref: "#/$defs/texts" };
const ID: Schema = { $ref: "#/$defs/id" };
const DAY: Schema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const ROLE = { role: TEXT, externalId: TEXT, sessionName: TEXT, mfaSerial: TEXT };
const ACCOUNT = { id: ID, name: TEXT, tags: { type: "array", items: TEXT } };
const REGIONS: Schema = { type: "array", minItems: 1, items: TEXT };

const SETTING: Readonly<Record<keyof typeof SETTINGS, Schema>> = {
  role: { oneOf: [{ $ref: "#/$defs/role" }, { type: "array", items: { $ref: "#/$defs/role" } }] },
  externalId: TEXT,
  sessionName: TEXT,
  mfaSerial: TEXT,
  profile: TEXT,
  sso: TEXT,
  ssoRole: TEXT,
  regions: REGIONS,
  excludeRegions: REGIONS,
};

function mapping(properties: Schema, required: readonly string[] = []): Schema {
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties,
    additionalProperties: false,
  };
}

function matchSchema(keys: typeof OWNER_MATCH | typeof WAIVER_MATCH): Schema {
  const special: Readonly<Record<string, Schema>> = {
    account: { oneOf: [ID, { type: "array", minItems: 1, items: ID }] },
    tag: { type: "object", minProperties: 1, additionalProperties: TEXTS },
  };
  return mapping(Object.fromEntries(Object.keys(keys).map((key) => [key, special[key] ?? TEXTS])));
}

function optionSchemas(): Schema {
  const entries = new Map<string, OptionEntry[]>();
  for (const [name, entry] of COMMAND_NAMES.flatMap((command) => [...optionsOf(command)]))
    if (name !== "config") entries.set(name, [...(entries.get(name) ?? []), entry]);
  return Object.fromEntries(
    [...entries].map(([name, all]) => [name, { description: all[0]?.help, ...valueSchema(all) }]),
  );
}

function valueSchema(entries: readonly OptionEntry[]): Schema {
  const [entry] = entries;
  const choices = [...new Set(entries.flatMap((it) => ("choices" in it ? it.choices : [])))];
  switch (entry?.kind) {
    case "flag":
      return { type: "boolean" };
    case "integer": {
      const number = { type: "integer", minimum: entry.min, maximum: entry.max };
      return entry.auto ? { oneOf: [number, { const: "auto" }] } : number;
    }
    case "seconds":
      return { type: "number", exclusiveMinimum: 0 };
    case "date":
      return DAY;
    case "choice":
      return { enum: choices };
    case "choices":
      return { oneOf: [TEXT, { type: "array", minItems: 1, items: { enum: choices } }] };
    case "text":
    case "output":
    case "shard":
      return TEXT;
    default:
      return TEXTS;
  }
}
