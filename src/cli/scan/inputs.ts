/**
 * The files that the options of a scan select: accounts, owners, waivers, lifecycle data. The options enter; the contents leave, or a
 * `UserError` with the mistakes of all of these files. No call to AWS is made.
 */
import { readAll } from "../../files/read-all.ts";
import type { Loaded } from "../../runtimes/load.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { ReadOptions } from "../options/reading.ts";
import { readLifecycle } from "./criteria.ts";
import { type AccountRequest, readAccountRequest } from "./find-accounts.ts";
import { namesUnits, type Rules, readRules } from "./rules.ts";

export interface ScanInputs<O> {
  /** With what the files need: entries that match tags need them read. */
  readonly options: O;
  readonly rules: Rules;
  readonly request: AccountRequest;
  readonly lifecycle: Loaded;
}

export async function readInputs<O extends ReadOptions>(
  given: O,
  io: Io,
  messages: Messages,
): Promise<ScanInputs<O>> {
  const reading = readAccountRequest(given, io, messages);
  const named = reading.then(
    ({ file }) => file?.catalogue,
    () => undefined,
  );
  const [{ options: asked, file }, { options, rules }, lifecycle] = await readAll(
    reading,
    readRules(given, io.cwd),
    named.then((catalogue) => readLifecycle(given, catalogue, io, messages)),
  );
  // Where the tags of functions may name an owner, those of accounts may as well.
  const needs = { needsTags: options.extras.includes("tags"), needsOus: namesUnits(rules) };
  return { options, rules, request: { options: { ...asked, ...needs }, file }, lifecycle };
}
