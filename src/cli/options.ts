/**
 * The command line and the environment come in; out comes what to run, with the values that its option table promises.
 * Whatever is wrong is a UserError (exit code 2) before anything else happens. options/ is all that reads options.
 */
import { type Answer, quickAnswer } from "./help.ts";
import type { Call, Surroundings } from "./options/parse.ts";

/** What the command line asks for. */
type Invocation = Call | Answer;

/** Help and version do not load the parser. */
export async function parseArguments(argv: readonly string[], io: Surroundings): Promise<Invocation> {
  const answer = await quickAnswer(argv);
  if (answer) return answer;
  const { parseCall } = await import("./options/parse.ts");
  return parseCall(argv, io);
}
