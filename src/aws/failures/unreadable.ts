/** Answers that are none of AWS's: a proxy's page, a body that broke off, a status and nothing more. */
import { plain } from "./wording.ts";

/** The SDK's words for an answer that names no error. */
const NAMELESS = /^Unknown(Error)?$/;
/** These it adds to whatever its parsers throw. */
const UNPARSED = "Deserialization error: to see the raw response";

export function isUnreadable({ name, message }: Error): boolean {
  return (
    name === "SyntaxError" || NAMELESS.test(name) || NAMELESS.test(message) || message.includes(UNPARSED)
  );
}

export function unreadableMessage(error: Error, httpStatus: number | undefined): string {
  const headers = (error as { $response?: { headers?: Record<string, string> } }).$response?.headers;
  const [type] = headers?.["content-type"]?.split(";") ?? [];
  const said = NAMELESS.test(error.name) && !NAMELESS.test(error.message) ? error.message : "";
  const what = [httpStatus && `HTTP ${httpStatus}`, type, said].filter(Boolean).join(", ");
  return plain(
    `the answer is not what AWS speaks${what ? ` (${what})` : ""}: a proxy may have given it, or it was cut off`,
  );
}
