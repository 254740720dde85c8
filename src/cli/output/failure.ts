import { errnoText, isSystemError } from "../../files/errno.ts";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";

/** Why a destination is refused though the system would allow it, or in the system's own terms. */
export class OutputError extends Error {
  readonly code: Refusal;

  constructor(code: Refusal) {
    super(REFUSALS[code]);
    this.code = code;
  }
}

type Refusal = keyof typeof REFUSALS;

const REFUSALS = {
  EISDIR: "it is a directory",
  ELOOP: "too many symbolic links",
  ENOTDIR: "part of the path is not a directory",
  NOT_CREATED: "the file system does not allow new files or directories there",
  FOREIGN: "it belongs to another user, who could read or redirect the report",
  NOT_A_FILE: "it is a socket or a block device",
  REMOVED: "the named pipe was removed before anything read from it",
  REPLACED: "another file replaced the named pipe",
} as const;

/** Says which file cannot be written, why, and what to change. */
export function cannotWrite(name: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError(`cannot write ${shown(name)}: ${reasonOf(error)}`, hintFor(error), { cause: error });
}

export function reasonOf(error: unknown): string {
  if (error instanceof OutputError || !isSystemError(error))
    return error instanceof Error ? error.message : String(error);
  return error.code === "ENOENT" ? "the directory does not exist" : errnoText(error);
}

export function hintFor(error: unknown): string | undefined {
  return isSystemError(error) ? HINTS[error.code] : undefined;
}

/** As the user wrote it, unless it has characters that need quotes. */
function shown(name: string): string {
  return name.length <= 100 && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(name) ? name : quoted(name);
}

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: "Create the directory first, or choose another path.",
  ENOTDIR: "Choose another path.",
  EISDIR: "Pass the name of a file in that directory.",
  ENOSPC: "Free some space, or choose another path.",
  EDQUOT: "Free some space, or choose another path.",
  EROFS: "Choose another path.",
  EACCES: "Choose another path, or fix the permissions.",
  EPERM: "Choose another path, or fix the permissions.",
  ENAMETOOLONG: "Choose a shorter name.",
  ELOOP: "Choose another path, or fix the links.",
  NOT_CREATED: "Choose another path.",
  FOREIGN: "Choose another path, or remove it first.",
  NOT_A_FILE: "Choose another path.",
  REMOVED: "Create it again, and run the command again.",
  REPLACED: "Create the pipe again, and run the command again.",
};
