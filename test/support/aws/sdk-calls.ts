/** `LambdaCalls` by the SDK's own client, from its signature to its retries: what `lambda-calls.ts` is compared with. */
import {
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import type { Clients } from "../../../src/aws/transport/clients.ts";
import { unlessExpired } from "../../../src/aws/transport/expiry.ts";
import type { LambdaCall, LambdaCalls } from "../../../src/aws/transport/lambda-calls.ts";

export async function sdkCalls(clients: Clients): Promise<LambdaCalls> {
  const config = await clients.clientConfig("Lambda");
  return {
    async get(call) {
      const { region, credentials, signal } = call;
      const options = signal ? { abortSignal: signal } : {};
      const client = new LambdaClient({ ...config, region, credentials });
      // The SDK has a separate type for each pair of input and output.
      const send = client.send.bind(client) as (command: object, options: object) => Promise<object>;
      const output = await unlessExpired(credentials, () => send(commandOf(call), options));
      const { $metadata: _, ...members } = output as { $metadata?: object };
      return members;
    },
    prepare() {},
  };
}

function commandOf({ path, query = {} }: LambdaCall): object {
  const [, , collection = "", name = "", kind] = path.split("/").map(decodeURIComponent);
  if (collection === "tags") return new ListTagsCommand({ Resource: name });
  const page = { Marker: query.Marker, MaxItems: query.MaxItems ? Number(query.MaxItems) : undefined };
  if (kind === "aliases") return new ListAliasesCommand({ ...page, FunctionName: name });
  if (kind === "versions") return new ListVersionsByFunctionCommand({ ...page, FunctionName: name });
  return new ListFunctionsCommand({ ...page, ...(query.FunctionVersion && { FunctionVersion: "ALL" }) });
}
