import { readAccountsFile } from "../../config/accounts-file.ts";
import { readOwnersFile } from "../../config/owners-file.ts";
import { readWaiversFile } from "../../config/waivers-file.ts";
import { readAll } from "../../files/read-all.ts";
import { isUrl } from "../../model/secure-url.ts";
import { readCatalogue } from "../../runtimes/load.ts";
import type { Givens } from "./given.ts";

/** How the files that options name are read, in the order in which their mistakes are listed. */
const READERS: Readonly<Record<string, (path: string, cwd: string) => Promise<unknown>>> = {
  accountsFile: readAccountsFile,
  ownersFile: readOwnersFile,
  waiversFile: readWaiversFile,
  catalogue: async (path, cwd) => (isUrl(path) ? undefined : readCatalogue(path, { cwd, now: new Date() })),
};

/** Throws the error of a project file, together with the mistakes of the files that are named beside it. */
export async function throwWithOthers(error: unknown, given: Givens, cwd: string): Promise<never> {
  const others = Object.entries(READERS).map(async ([key, read]) => {
    const path = given.get(key)?.values.at(-1);
    return path === undefined ? undefined : read(String(path), cwd);
  });
  await readAll(Promise.reject(error), ...others);
  throw error;
}
