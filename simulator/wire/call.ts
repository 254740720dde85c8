import type { IncomingHttpHeaders } from "node:http";

/** A request as received, with its whole body. */
export interface WireRequest {
  readonly method: string;
  /** Undecoded, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The parts of `Authorization: AWS4-HMAC-SHA256 ...`. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** The authenticated sender of a request. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** The role whose session this is; empty for users. */
  readonly roleArn: string;
  readonly mfa: boolean;
  readonly serial: number;
}

/** A parsed request: which action of which service, for whom, where. */
export interface Call {
  /** As IAM spells it: `lambda`, `sts`, `ec2`, `cloudwatch`, `organizations`, `sso`, `sso-oauth`. */
  readonly service: string;
  readonly action: string;
  /** From the credential scope; for unsigned requests from the host name, if it contains a region. */
  readonly region: string;
  /** From the access key; empty for unsigned requests. */
  readonly accountId: string;
  /** The ARN, account or name it refers to, if any: the role to assume, the function. */
  readonly subject: string;
  readonly request: WireRequest;
}

/** The response to send. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Parses the Authorization header; undefined when it is absent or of another kind. */
export function parseAuthorization(header: string | undefined): Authorization | undefined {
  const found = AUTHORIZATION.exec(header ?? "");
  if (!found) return undefined;
  const [, accessKeyId = "", date = "", region = "", service = "", signed = "", signature = ""] = found;
  return { accessKeyId, date, region, service, signedHeaders: signed.split(";"), signature };
}

export function headerOf(request: WireRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}
