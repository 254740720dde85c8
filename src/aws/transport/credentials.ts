import type { AwsCredentialIdentity } from "@smithy/types";

/** A source of credentials that are always current. */
export interface Credentials {
  (): Promise<AwsCredentialIdentity>;
  /** For credentials that AWS calls expired before their time: true when there are others now. */
  readonly renew?: (used: AwsCredentialIdentity) => Promise<boolean>;
}
