import type { OptionTable } from "./entry.ts";

/** How AWS is called. */
export const NETWORK_OPTIONS = {
  concurrency: {
    kind: "integer",
    frequent: true,
    value: "N",
    min: 1,
    max: 10_000,
    default: "64",
    group: "Running",
    help: "AWS calls in flight.",
  },
  timeout: {
    kind: "seconds",
    value: "SECONDS",
    default: "60",
    group: "Running",
    help: "Time for one account and region.",
  },
  deadline: {
    kind: "seconds",
    value: "SECONDS",
    group: "Running",
    help: "Time for the whole run; what was read by then is reported, the rest is named. Default: none.",
  },
  "max-attempts": {
    kind: "integer",
    value: "N",
    min: 1,
    max: 100,
    default: "6",
    group: "Running",
    help: "Attempts per call, the first included; Retry-After is honoured.",
  },
  "endpoint-url": {
    kind: "text",
    value: "URL",
    rule: "url",
    group: "Running",
    help: "Send every AWS call there. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> work as in the AWS CLI.",
  },
} as const satisfies OptionTable;

export const RESUME_OPTIONS = {
  resume: {
    kind: "text",
    frequent: true,
    value: "REPORT",
    completes: "files",
    group: "Running",
    help: "Scan only what is not `ok` in this earlier JSON report, and print both together.",
  },
} as const satisfies OptionTable;

/** What stands on stderr and how. */
export const QUIET_OPTIONS = {
  color: {
    kind: "choice",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    default: "auto",
    group: "Messages",
    help: "Colours. `auto`: on a terminal, unless NO_COLOR is set or TERM is dumb.",
  },
  quiet: {
    kind: "flag",
    frequent: true,
    alias: "q",
    group: "Messages",
    help: "Only errors on stderr.",
  },
} as const satisfies OptionTable;

export const DISPLAY_OPTIONS = {
  ...QUIET_OPTIONS,
  verbose: {
    kind: "flag",
    alias: "v",
    group: "Messages",
    help: "Say on stderr what is done: credentials, roles, regions, retries.",
  },
  "no-progress": {
    kind: "flag",
    group: "Messages",
    help: "No progress line. There is none anyway when stderr is no terminal.",
  },
} as const satisfies OptionTable;
