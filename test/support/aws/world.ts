/** For the tests of access to accounts: AWS against a simulator, with its own home directory. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import {
  type EstateSpec,
  estate,
  type PortalLogin,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { type Aws, type CreateAwsOptions, createAws } from "../../../src/aws/aws.ts";
import type { AwsSession } from "../../../src/aws/entry/session.ts";
import type { CallBounds } from "../../../src/aws/transport/call-bounds.ts";
import type { Account, BaseCredentials, Role } from "../../../src/model/account.ts";
import { Failure, UserError } from "../../../src/model/failure.ts";
import { temporaryDirectory } from "../temporary.ts";

export type Env = Record<string, string | undefined>;

export async function simulate(
  t: TestContext,
  spec: EstateSpec,
  options: Omit<SimulatorOptions, "estate"> = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ estate: estate(spec), ...options });
  t.after(() => simulator.close());
  return simulator;
}

export interface Home {
  readonly path: string;
  readonly env: Env;
}

/** A home directory with these config files, without those of the machine and without instance metadata. */
export function home(
  files: { readonly config?: string | Uint8Array; readonly credentials?: string | Uint8Array } = {},
): Home {
  const path = temporaryDirectory("lambda-inventory-home");
  mkdirSync(join(path, ".aws", "sso", "cache"), { recursive: true });
  if (files.config !== undefined) writeFileSync(join(path, ".aws", "config"), files.config);
  if (files.credentials !== undefined) writeFileSync(join(path, ".aws", "credentials"), files.credentials);
  return { path, env: { HOME: path, PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: "true" } };
}

/** Writes the token of a login to the cache of `aws sso login`: by the name of the session, or by its start URL. */
export function logIn({ path }: Home, session: string, login: PortalLogin | object): string {
  const file = join(path, ".aws", "sso", "cache", `${createHash("sha1").update(session).digest("hex")}.json`);
  writeFileSync(file, JSON.stringify(login));
  return file;
}

/** No limit on calls in flight, nor on time. */
export const UNBOUNDED: CallBounds = {
  limit: (call) => call(),
  limitListing: (call) => call(),
  pause: (wait) => wait(),
  within: (_stage, call) => call(new AbortController().signal),
  timeLeft: () => Number.POSITIVE_INFINITY,
  observe() {},
};

export function connect(t: TestContext, env: Env, options: Partial<CreateAwsOptions> = {}): Aws {
  const aws = createAws({
    env,
    maxAttempts: 6,
    connectTimeoutMs: 1000,
    ...UNBOUNDED,
    userAgent: "lambda-inventory/test",
    early: { regions: false },
    ...options,
  });
  t.after(() => aws.close());
  return aws;
}

export const ALL_REGIONS = { include: undefined, exclude: undefined };

export interface AccountLike extends Partial<Omit<Account, "roles">> {
  readonly roles?: readonly (string | (Partial<Role> & { readonly role: string }))[];
}

/** An account from the fields that matter to a test; a role may be just its name. */
export function account({ roles = [], ...rest }: AccountLike = {}): Account {
  const whole = roles.map((role) => ({
    externalId: undefined,
    sessionName: undefined,
    mfaSerial: undefined,
    ...(typeof role === "string" ? { role } : role),
  }));
  const base: BaseCredentials = { kind: "default" };
  return {
    id: undefined,
    name: "",
    base,
    ownRole: true,
    regions: ALL_REGIONS,
    tags: [],
    ...rest,
    roles: whole,
  };
}

export function profile(name: string): BaseCredentials {
  return { kind: "profile", profile: name };
}

/** Never aborted. */
export function calm(): AbortSignal {
  return new AbortController().signal;
}

export function enter(aws: Aws, of: Account): Promise<AwsSession> {
  return aws.access(of, calm());
}

/** The failure of the access, as the ledger prints it. */
export async function refusal(aws: Aws, of: Account): Promise<string> {
  const error = await enter(aws, of).then(
    ({ via }) => new Error(`entered by ${via}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return `${error.status} ${error.stage} ${error.code}: ${error.message}`;
}

/** A `UserError`, message and hint. */
export async function complaint(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error("nothing was wrong"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  return error.hint === undefined ? error.message : `${error.message} | ${error.hint}`;
}

/** The environment for the simulator, without keys. */
export function keyless(simulator: Simulator): Env {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = simulator.env();
  return env;
}

/** An `[x]` section with the keys of an account's user. */
export function keysSection(simulator: Simulator, name: string, accountId?: string): string {
  const { accessKeyId, secretAccessKey } = simulator.credentialsFor(accountId);
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
