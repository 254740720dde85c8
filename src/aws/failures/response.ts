/**
 * An error of the SDK goes in; the name and the message that its response carries come out. The SDK looks in one place
 * for each protocol; AWS's front ends, and the gateways before them, use others.
 */
import { plain } from "./wording.ts";

export interface ErrorResponse {
  /** `AccessDeniedException`; undefined when nothing in the response names an error. */
  readonly name: string | undefined;
  /** One line without secrets; empty when the response gives no reason. */
  readonly message: string;
  /** Whether there was a response, with whatever status. */
  readonly received: boolean;
}

/** The property of an error whose response asks to wait longer than its call may take, in milliseconds. */
export const ASKED_TO_WAIT = "askedToWaitMs";

/** The SDK's names and messages for a response without a name or a message, or with a value of the wrong type. */
const NAMELESS = /^(Unknown(Error)?|Error|SyntaxError|TypeError|RangeError)?$/;
/** The SDK adds this to whatever its parsers throw. */
const UNPARSED = "Deserialization error: to see the raw response";
const DENIAL = /is not authorized to perform: [\w-]+:\w/;
/** As much of a body as is searched for the name and the message. */
const SEARCHED = 4_000;

interface Response {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Reads the SDK's error, then the header, then a body that is XML although the service speaks JSON. */
export function errorResponse(error: Error): ErrorResponse {
  const { $response } = error as { $response?: Response };
  const { Code } = error as { Code?: unknown };
  const xml = $response ? startOf($response.body) : "";
  const own = NAMELESS.test(error.name) ? (error.name === "Error" ? text(Code) : undefined) : error.name;
  const message = plain(ownMessage(error) || xmlMessage(xml));
  const named = own ?? headerName($response?.headers ?? {}) ?? xmlName(xml);
  return {
    // AWS's own sentence says which error it is where the name got lost.
    name: named ?? (DENIAL.test(message) ? "AccessDenied" : undefined),
    message,
    received: $response !== undefined,
  };
}

/** Whether the response is not AWS's: the page of a proxy, a truncated body, a status and nothing more. */
export function isUnreadable(error: Error, { name, received }: ErrorResponse): boolean {
  if (name !== undefined) return false;
  return received || error.name === "SyntaxError" || /^Unknown(Error)?$/.test(error.name) || unparsed(error);
}

export function unreadableMessage(
  error: Error,
  { message }: ErrorResponse,
  httpStatus: number | undefined,
): string {
  const headers = (error as { $response?: Response }).$response?.headers;
  const [type] = headers?.["content-type"]?.split(";") ?? [];
  const what = [httpStatus && `HTTP ${httpStatus}`, type, message].filter(Boolean).join(", ");
  return plain(
    `not a valid AWS response${what ? ` (${what})` : ""}: it was probably truncated or replaced by a proxy`,
  );
}

function ownMessage(error: Error): string {
  const message = text(error.message) ?? "";
  return NAMELESS.test(message) || error.name === "SyntaxError" || unparsed(error) ? "" : message;
}

function unparsed({ message }: Error): boolean {
  return text(message)?.includes(UNPARSED) ?? false;
}

/** `AccessDeniedException:http://internal.amazon.com/coral/…` or `InvalidClientTokenId;Sender`. */
function headerName(headers: Readonly<Record<string, string>>): string | undefined {
  const value = headers["x-amzn-errortype"] ?? headers["x-amzn-query-error"] ?? "";
  return /^\s*(?:[\w.]{1,200}#)?([A-Za-z][\w.]{0,100})\s*(?:[:;,]|$)/.exec(value)?.[1];
}

/** `<AccessDeniedException><Message>…`, or the `<Code>` of the XML services. */
function xmlName(xml: string): string | undefined {
  const [, root] =
    /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?<([A-Za-z]\w{0,100}(?:Exception|Fault))[\s/>]/.exec(xml) ?? [];
  return root ?? /<Code>([\w.]{1,100})<\/Code>/.exec(xml)?.[1];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function xmlMessage(xml: string): string {
  if (xmlName(xml) === undefined) return "";
  const [, message = ""] = /<[Mm]essage>([^<]*)/.exec(xml) ?? [];
  return message.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? "");
}

function startOf(body: unknown): string {
  const start = typeof body === "string" || body instanceof Uint8Array ? body.slice(0, SEARCHED) : "";
  return typeof start === "string" ? start : Buffer.from(start).toString("utf8");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
