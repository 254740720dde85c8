/** The paths of the AWS config files. */
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../model/failure.ts";

export type Env = Readonly<Record<string, string | undefined>>;

interface ConfigPaths {
  readonly config: string;
  readonly credentials: string;
}

/** As in the AWS CLI, variables and a leading `~` in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE are expanded. */
export function configPaths(env: Env): ConfigPaths {
  return {
    config: pathIn(env, "AWS_CONFIG_FILE") ?? join(home(env), ".aws", "config"),
    credentials: pathIn(env, "AWS_SHARED_CREDENTIALS_FILE") ?? join(home(env), ".aws", "credentials"),
  };
}

/** The paths that the SDK uses: it expands less. */
export function sdkPaths(env: Env): ConfigPaths {
  const expanded = (path: string) => (path.startsWith("~/") ? join(home(env), path.slice(2)) : path);
  return {
    config: expanded(env.AWS_CONFIG_FILE || "~/.aws/config"),
    credentials: expanded(env.AWS_SHARED_CREDENTIALS_FILE || "~/.aws/credentials"),
  };
}

/** The profile to use where no option selects one. */
export function profileOf(env: Env): string | undefined {
  return env.AWS_DEFAULT_PROFILE || env.AWS_PROFILE || undefined;
}

function home(env: Env): string {
  return env.HOME || env.USERPROFILE || homedir();
}

function pathIn(env: Env, variable: string): string | undefined {
  const written = env[variable];
  if (!written) return undefined;
  // A variable that is not set is left as it is.
  const path = written.replace(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (all, plain, braced) => env[plain ?? braced] ?? all,
  );
  const [, user, rest = ""] = /^~([^/\\]*)(.*)$/s.exec(path) ?? [];
  if (user === undefined) return path;
  if (user === "") return home(env) + rest;
  throw new UserError(
    `${variable}: the home directory of another user (~${user}) is not looked up`,
    "Use an absolute path.",
  );
}
