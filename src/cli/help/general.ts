/** What holds for several commands, in `--help`, the topics and the manual page. */

export const PURPOSE =
  "List every AWS Lambda function in every account and region, with its runtime and the dates on which AWS " +
  "deprecates it. Anything that could not be read is listed in the report and reflected in the exit code.";

export const VALUES = [
  "NAME..., ID..., LIST: several values, separated by commas or by repeating the option.",
  "PATTERN: a shell glob such as 'us-*' (quote it).",
  "Precedence: flags, then environment variables, then the project file, then the accounts file. The variable of an option without a " +
    "value is true or false; --flag=false turns off a flag that the environment or a file turned on.",
] as const;

/** Exit codes, and an option of the commands that have them; undefined: all commands. */
export const EXIT_CODES = [
  ["0", "complete", undefined],
  ["1", "complete, and --fail-on matched", "fail-on"],
  ["2", "usage, configuration or base credentials: nothing was scanned", undefined],
  ["3", "incomplete: an account or region was not read, or a notice not delivered", "timeout"],
  ["130", "interrupted (143: terminated); what was read is still written", "timeout"],
] as const;
