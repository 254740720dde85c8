import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";

/** Why a destination is refused: an error number of the system, or a reason of ours. */
export class OutputError extends Error {
  readonly code: keyof typeof REASONS;

  constructor(code: keyof typeof REASONS) {
    super(REASONS[code]);
    this.code = code;
  }
}

/** Says which file cannot be written, why, and what to change. */
export function cannotWrite(name: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const { code = "", message }: NodeJS.ErrnoException =
    error instanceof Error ? error : new Error(String(error));
  const reason = (REASONS as Readonly<Record<string, string>>)[code] ?? message;
  return new UserError(`cannot write ${shown(name)}: ${reason}`, HINTS[code], { cause: error });
}

/** As the user wrote it, unless it is odd. */
function shown(name: string): string {
  return name.length <= 100 && /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(name) ? name : quoted(name);
}

const REASONS = {
  ENOENT: "the directory does not exist",
  ENOTDIR: "a part of the path is a file, not a directory",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  EISDIR: "it is a directory",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "the file name is too long",
  ELOOP: "too many symbolic links (is it a loop?)",
  FOREIGN: "it belongs to another user, who could read or redirect the report",
  NOT_A_FILE: "it is a socket or a block device",
} as const;

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: "Create the directory first, or choose another path.",
  ENOTDIR: "Choose another path.",
  EISDIR: "Pass the name of a file in that directory.",
  ENOSPC: "Free some space, or choose another path.",
  EACCES: "Choose another path, or fix the permissions.",
  EPERM: "Choose another path, or fix the permissions.",
  ENAMETOOLONG: "Choose a shorter name.",
  ELOOP: "Choose another path, or fix the links.",
  FOREIGN: "Choose another path, or remove it first.",
  NOT_A_FILE: "Choose another path.",
};
