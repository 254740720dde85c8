import type { Extra } from "../model/column.ts";
import type { RuntimeStatus } from "../model/runtime.ts";
import type { Action } from "../model/triage.ts";

/**
 * What to scan, and how. Each property has the default and the rules of the command-line option that it names; the
 * types are held to the option table (read-options.ts). Patterns are shell globs (`eu-*`). `AWS_*` variables are read,
 * `LAMBDA_INVENTORY_*` are not.
 */
export interface ScanOptions {
  /** `--profile`: each is one account; with `accountsFile` or `org`, the one to start from. */
  readonly profiles?: readonly string[] | undefined;
  /** `--all-profiles` */
  readonly allProfiles?: boolean | undefined;
  /** `--accounts`: the path of an accounts file. */
  readonly accountsFile?: string | undefined;
  /** `--org`: discover the accounts with AWS Organizations. */
  readonly org?: boolean | undefined;
  /** `--ou`, with `org` */
  readonly ous?: readonly string[] | undefined;
  /** `--exclude-ou`, with `org` */
  readonly excludeOus?: readonly string[] | undefined;
  /** `--sso`: the name of a session in the AWS config file; needs `ssoRoles`. */
  readonly sso?: string | undefined;
  /** `--sso-role`, in order of preference */
  readonly ssoRoles?: readonly string[] | undefined;
  /** `--role`: a name, path/name or ARN. */
  readonly role?: string | undefined;
  /** `--external-id` */
  readonly externalId?: string | undefined;
  /** `--session-name` */
  readonly sessionName?: string | undefined;
  /** `--account`: keep these, by id or pattern of the name. */
  readonly accounts?: readonly string[] | undefined;
  /** `--exclude-account` */
  readonly excludeAccounts?: readonly string[] | undefined;
  /** `--shard`: the `index`-th (from 1) of `count` parts of the accounts. */
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  /** `--region`: names or patterns; default: every region enabled in the account. */
  readonly regions?: readonly string[] | undefined;
  /** `--exclude-region` */
  readonly excludeRegions?: readonly string[] | undefined;
  /** `--runtime`: keep functions whose runtime matches. */
  readonly runtimes?: readonly string[] | undefined;
  /** `--exclude-runtime` */
  readonly excludeRuntimes?: readonly string[] | undefined;
  /** `--status`: keep functions on runtimes of these statuses. */
  readonly statuses?: readonly RuntimeStatus[] | undefined;
  /** `--deprecated`: short for the three deprecated statuses. */
  readonly deprecated?: boolean | undefined;
  /** `--name`: keep functions whose name matches. */
  readonly names?: readonly string[] | undefined;
  /** `--exclude-name` */
  readonly excludeNames?: readonly string[] | undefined;
  /** `--owner`: keep functions of these owners; `none` keeps those without one. */
  readonly owners?: readonly string[] | undefined;
  /** `--tag`: `KEY=PATTERN`, keep functions with these tags. */
  readonly tagged?: readonly string[] | undefined;
  /** `--managed-by`: keep functions whose code these own; `none` keeps the team's own code. */
  readonly managedBy?: readonly string[] | undefined;
  /** `--action`: keep functions with these actions. */
  readonly actions?: readonly Action[] | undefined;
  /** `--owner-tag`: tag keys that name an owner, in order of preference. */
  readonly ownerTags?: readonly string[] | undefined;
  /** `--owners`: the path of an owners file. */
  readonly ownersFile?: string | undefined;
  /** `--waivers`: the path of a waivers file. */
  readonly waiversFile?: string | undefined;
  /** `--versions`, default `latest` */
  readonly versions?: "latest" | "all" | undefined;
  /** `--with`: extra columns that cost extra calls. */
  readonly extras?: readonly Extra[] | undefined;
  /** `--within`: days, default 180 */
  readonly within?: number | undefined;
  /** `--catalogue`: a path or a URL. */
  readonly catalogue?: string | undefined;
  /** `--as-of`: `YYYY-MM-DD` */
  readonly asOf?: string | undefined;
  /** `--concurrency`: AWS calls in flight; default `auto`, which follows what AWS, the network and the machine can take */
  readonly concurrency?: number | "auto" | undefined;
  /** `--timeout`: seconds for one target, default 60 */
  readonly timeout?: number | undefined;
  /** `--deadline`: seconds for the whole scan, default none */
  readonly deadline?: number | undefined;
  /** `--max-attempts`: for each call, default 6 */
  readonly maxAttempts?: number | undefined;
  /** `--endpoint-url` */
  readonly endpointUrl?: string | undefined;
  /** Ends the scan early, like an interrupt: what is unread is yielded as `not-attempted`. */
  readonly signal?: AbortSignal | undefined;
  /** Receives what the program would print on stderr, such as a warning that the lifecycle data is old. */
  readonly onWarning?: ((message: string) => void) | undefined;
}
