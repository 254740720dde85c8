import type { OptionTable, Values } from "./entry.ts";

/** The file that has what the command line does not say. */
export const CONFIG_OPTIONS = {
  config: {
    kind: "text",
    frequent: true,
    value: "FILE",
    completes: "files",
    group: "Running",
    help: "Project file with options, accounts, owners and waivers, YAML or JSON. Default: ./lambda-inventory.yaml, if it exists.",
  },
} as const satisfies OptionTable;

/** How AWS is called. */
export const NETWORK_OPTIONS = {
  concurrency: {
    kind: "integer",
    frequent: true,
    value: "N|auto",
    min: 1,
    max: 10_000,
    auto: true,
    default: "auto",
    group: "Running",
    help: "AWS calls in flight. `auto` starts at 64 and adapts, up to 1,024, to what AWS, the network and this machine can handle.",
  },
  timeout: {
    kind: "seconds",
    value: "SECONDS",
    default: 60,
    group: "Running",
    help: "Time limit for each account and region.",
  },
  deadline: {
    kind: "seconds",
    value: "SECONDS",
    group: "Running",
    help: "Time limit for the whole run; results so far are reported, the rest is listed as not read. Default: none.",
  },
  maxAttempts: {
    kind: "integer",
    value: "N",
    min: 1,
    max: 100,
    default: 6,
    group: "Running",
    help: "Attempts per call, including the first; Retry-After is respected.",
  },
  endpointUrl: {
    kind: "text",
    value: "URL",
    rule: "url",
    group: "Running",
    help: "Send every AWS call to this URL. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> work as in the AWS CLI.",
  },
} as const satisfies OptionTable;

/** What is printed on stderr, and how. */
export const QUIET_OPTIONS = {
  color: {
    kind: "choice",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    default: "auto",
    group: "Messages",
    help: "When to use colours. `auto`: on a terminal, unless NO_COLOR is set or TERM is dumb.",
  },
  quiet: {
    kind: "flag",
    frequent: true,
    alias: "q",
    group: "Messages",
    help: "Print only errors on stderr.",
  },
} as const satisfies OptionTable;

export const DISPLAY_OPTIONS = {
  ...QUIET_OPTIONS,
  verbose: {
    kind: "flag",
    alias: "v",
    group: "Messages",
    help: "Log every HTTP call to stderr with its account, region and stage, and each change of --concurrency auto.",
  },
  noProgress: {
    kind: "flag",
    group: "Messages",
    help: "Hide the progress line (it is shown only on a terminal).",
  },
} as const satisfies OptionTable;

export type NetworkOptions = Values<typeof NETWORK_OPTIONS>;
export type DisplayOptions = Values<typeof DISPLAY_OPTIONS>;
