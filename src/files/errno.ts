/** The words for what the operating system refuses, the same for every file that the program reads or writes. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a directory",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or directory",
  EDQUOT: "the disk quota is used up",
  ENOSPC: "the disk is full",
  ENOTDIR: "part of the path is not a directory",
  ENXIO: "nothing reads from or writes to it",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
};

/** Whether an error is the operating system's, such as ENOENT. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

export function errnoText({ code, message }: Error & { readonly code: string }): string {
  return REASONS[code] ?? message;
}
