import { UserError } from "../../model/failure.ts";

/** What stands in the way of writing, and what to change. */
export function cannotWrite(name: string, error: Error): UserError {
  const { code = "" } = error as NodeJS.ErrnoException;
  return new UserError(`cannot write ${name}: ${REASONS[code] ?? error.message}`, HINTS[code], {
    cause: error,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the folder does not exist",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: "Make the folder first, or name another file.",
  EISDIR: "Name a file in that folder.",
  ENOSPC: "Free some space, or write elsewhere.",
  EACCES: "Write to a folder of yours, or change its permissions.",
};
