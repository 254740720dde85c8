import { accessSync, constants, lstatSync, readlinkSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OutputError } from "./failure.ts";

export interface Fifo {
  readonly kind: "fifo";
  readonly path: string;
  /** The user id. */
  readonly owner: number;
  /** Whether to wait for a reader. The reader of an inherited pipe does not come back. */
  readonly waits: boolean;
}

/** What is written to, once symbolic links have been followed. */
export type Destination =
  | { readonly kind: "file"; readonly path: string; readonly replaced: Stats | undefined }
  | Fifo
  | { readonly kind: "device"; readonly path: string }
  | { readonly kind: "stdout" };

/** As many symbolic links as Linux follows. */
const MOST_LINKS = 40;
const EVERYBODY = 0o002;
const STICKY = 0o1000;

/**
 * Follows symbolic links itself: a report replaces the file that a link points to, and the link stays.
 * Throws when the destination cannot be written, or when another user may have planted it.
 */
export function findDestination(path: string): Destination {
  let place = path;
  for (let links = 0; links <= MOST_LINKS; links++) {
    const descriptor = DESCRIPTOR.exec(place);
    if (descriptor) return inherited(place, descriptor[1]);
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (!found) return newFile(place);
    demandOwn(place, found);
    if (!found.isSymbolicLink()) return existing(place, found);
    place = resolve(realpathSync(dirname(place)), readlinkSync(place));
  }
  throw new OutputError("ELOOP");
}

/** `/dev/stdout` and `>(...)` are descriptors that the caller opened. */
const DESCRIPTOR = /^\/(?:proc\/(?:self|\d+)|dev)\/fd\/(\d+)$/;

function inherited(path: string, descriptor: string | undefined): Destination {
  if (descriptor === "1") return { kind: "stdout" };
  const found = statSync(path);
  if (found.isSocket()) throw new OutputError("NOT_A_FILE");
  return found.isFIFO() ? { kind: "fifo", path, owner: found.uid, waits: false } : { kind: "device", path };
}

function newFile(path: string): Destination {
  const folder = dirname(path);
  if (!statSync(folder).isDirectory()) throw new OutputError("ENOTDIR");
  return { kind: "file", path, replaced: undefined };
}

function existing(path: string, found: Stats): Destination {
  if (found.isDirectory()) throw new OutputError("EISDIR");
  if (found.isFIFO()) return { kind: "fifo", path, owner: found.uid, waits: true };
  if (found.isCharacterDevice()) return { kind: "device", path };
  if (!found.isFile()) throw new OutputError("NOT_A_FILE");
  accessSync(path, constants.W_OK);
  return { kind: "file", path, replaced: found };
}

/**
 * A FIFO of another user would pass the report to that user. In a directory that everybody can write to (/tmp), so would
 * files and links; Linux refuses those too (fs.protected_symlinks, fs.protected_regular).
 */
function demandOwn(path: string, { uid, ...found }: Stats): void {
  const user = process.geteuid?.();
  if (user === undefined || uid === user) return;
  const folder = statSync(dirname(path));
  const shared = (folder.mode & STICKY) !== 0 && (folder.mode & EVERYBODY) !== 0;
  const isFifo = (found.mode & constants.S_IFMT) === constants.S_IFIFO;
  if (isFifo ? uid !== 0 : shared && uid !== folder.uid) throw new OutputError("FOREIGN");
}
