/** The address of a function's page in the AWS console. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-cn": "console.amazonaws.cn",
  "aws-us-gov": "console.amazonaws-us-gov.com",
};

interface ConsolePlace {
  readonly functionArn: string;
  readonly region: string;
  readonly functionName: string;
}

/** Undefined in partitions whose console is not public, and for Web Functions, whose page has another address. */
export function consoleUrl({ functionArn, region, functionName }: ConsolePlace): string | undefined {
  const host = CONSOLES[functionArn.split(":")[1] ?? ""];
  if (host === undefined || !/^[\w-]+$/.test(region) || !functionArn.includes(":function:")) return undefined;
  // Half a surrogate pair, as in a report that was edited, cannot be encoded.
  const name = encodeURIComponent(functionName.replace(/\p{Cs}/gu, "\ufffd"));
  return `https://${region}.${host}/lambda/home?region=${region}#/functions/${name}`;
}
