import type { Account } from "../../model/account.ts";
import type { Base } from "../credentials/base.ts";
import type { Mfa } from "../credentials/mfa.ts";
import type { ConfigFiles } from "../profiles/files.ts";
import type { KnownImages } from "../reading/images.ts";

/** What getting into any account needs. */
export interface AccessContext {
  /** The AWS config files, as they were when the run began. */
  readonly configFiles: () => Promise<ConfigFiles>;
  readonly baseOf: (account: Account) => Base;
  readonly mfa: Mfa;
  readonly prefetchRegions: boolean;
  /** The container images that this run has read. */
  readonly images: KnownImages;
}
