import type { Account } from "../../model/account.ts";
import type { PageRequest } from "../../scan/cloud.ts";
import type { Base } from "../credentials/base.ts";
import type { Mfa } from "../credentials/mfa.ts";
import type { ConfigFiles } from "../profiles/files.ts";
import type { KnownImages } from "../reading/images.ts";
import type { CallBounds } from "../transport/call-bounds.ts";

/** The calls that will be needed whoever the caller is, so that they need not wait until the identity is known. */
export interface EarlyCalls {
  /** DescribeRegions. */
  readonly regions: boolean;
  /** ListFunctions in every region of every account, with these versions; undefined: perhaps not everywhere. */
  readonly functions?: PageRequest["versions"] | undefined;
}

/** What getting into any account needs. */
export interface AccessContext {
  /** The AWS config files, as they were when the run began. */
  readonly configFiles: () => Promise<ConfigFiles>;
  readonly baseOf: (account: Account) => Base;
  readonly mfa: Mfa;
  readonly early: EarlyCalls;
  readonly within: CallBounds["within"];
  /** The container images that this run has read. */
  readonly images: KnownImages;
}
