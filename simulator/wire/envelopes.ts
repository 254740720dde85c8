import type { Answer } from "./call.ts";
import type { Dialect, WireError } from "./errors.ts";
import { escapeXml } from "./xml.ts";

type Envelope = (error: WireError, requestId: string, namespace: string) => Answer;

const json11: Envelope = (error, requestId) => ({
  status: error.status,
  contentType: "application/x-amz-json-1.1",
  headers: { "x-amzn-RequestId": requestId, ...error.headers },
  body: JSON.stringify({ __type: error.code, Message: error.message, ...error.members }),
});

/** How each dialect wraps an error. */
const ERROR_ENVELOPES = {
  query: (error, requestId, namespace) => ({
    status: error.status,
    contentType: "text/xml",
    headers: { "x-amzn-RequestId": requestId, ...error.headers },
    body: `<ErrorResponse xmlns="${namespace}"><Error><Type>${error.status < 500 ? "Sender" : "Receiver"}</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>\n`,
  }),
  ec2: (error, requestId) => ({
    status: error.status,
    contentType: "text/xml;charset=UTF-8",
    headers: error.headers,
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
  }),
  lambda: (error, requestId) => ({
    status: error.status,
    contentType: "application/json",
    headers: { "x-amzn-RequestId": requestId, "x-amzn-ErrorType": error.code, ...error.headers },
    body: JSON.stringify({ ...error.members, message: error.message }),
  }),
  "json-1.0": (error, requestId) => ({
    status: error.status,
    contentType: "application/x-amz-json-1.0",
    headers: {
      "x-amzn-RequestId": requestId,
      "x-amzn-query-error": `${error.code};Sender`,
      ...error.headers,
    },
    body: JSON.stringify({ __type: `com.amazonaws.cloudwatch#${error.code}`, message: error.message }),
  }),
  "json-1.1": json11,
  tagging: json11,
  config: json11,
  portal: (error, requestId) => ({
    status: error.status,
    contentType: "application/json",
    headers: { "x-amzn-RequestId": requestId, "x-amzn-ErrorType": error.code, ...error.headers },
    body: JSON.stringify({ message: error.message, __type: error.code, ...error.members }),
  }),
} as const satisfies Record<Dialect, Envelope>;

export function errorAnswer(
  dialect: Dialect,
  error: WireError,
  requestId: string,
  namespace: string,
): Answer {
  return ERROR_ENVELOPES[dialect](error, requestId, namespace);
}
