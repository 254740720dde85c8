/** Where base credentials come from. */
import type { AwsCredentialIdentity } from "@smithy/types";

export type CredentialSource =
  | ProfileSource
  | MachineSource
  /** AWS_WEB_IDENTITY_TOKEN_FILE with AWS_ROLE_ARN. */
  | { readonly kind: "web identity"; readonly profile?: undefined }
  | { readonly kind: "none"; readonly profile?: undefined };

/** A role, with the other parameters of AssumeRole. */
export interface ProfileRole {
  readonly arn: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly mfaSerial: string | undefined;
  /** seconds */
  readonly duration: number | undefined;
}

/** Credentials that a machine has without a profile. */
export interface MachineSource {
  readonly profile?: undefined;
  readonly kind: "environment" | "container" | "instance";
}

export type ProfileSource = { readonly profile: string } & (
  | { readonly kind: "keys"; readonly keys: AwsCredentialIdentity; readonly file: "config" | "credentials" }
  | { readonly kind: "role"; readonly role: ProfileRole; readonly from: ProfileSource | MachineSource }
  | {
      readonly kind: "web identity";
      readonly tokenFile: string;
      readonly roleArn: string;
      readonly sessionName: string | undefined;
    }
  | { readonly kind: "sso"; readonly sso: SsoSource }
  | { readonly kind: "login"; readonly session: string; readonly region: string | undefined }
  | {
      readonly kind: "process";
      readonly line: string;
      readonly words: readonly string[];
      readonly accountId: string | undefined;
    }
);

export interface SsoSource {
  /** Undefined: the older configuration, with a start URL only. */
  readonly session: string | undefined;
  readonly startUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;
}

/** The source at the end of a chain of `source_profile`s, and the last profile of the chain. */
export function rootOf(source: CredentialSource): {
  readonly root: CredentialSource;
  readonly profile: string | undefined;
} {
  let [root, profile] = [source, source.profile];
  while (root.kind === "role") {
    root = root.from;
    profile = root.profile ?? profile;
  }
  return { root, profile };
}

/** For people. */
export function sourceLabel(source: CredentialSource, named: string | undefined): string {
  const profile = source.profile ?? named;
  if (profile !== undefined) return `profile ${profile}`;
  return LABELS.get(source.kind) ?? "default credentials";
}

const LABELS: ReadonlyMap<CredentialSource["kind"], string> = new Map([
  ["environment", "environment variables"],
  ["web identity", "web identity token"],
  ["container", "container endpoint"],
  ["instance", "instance metadata"],
]);
