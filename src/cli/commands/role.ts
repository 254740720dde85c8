import { cloudformation } from "../../deploy/cloudformation.ts";
import { type Deployment, hubPolicy, readerPolicy, trustPolicy } from "../../deploy/policy.ts";
import { terraform } from "../../deploy/terraform.ts";
import { UserError } from "../../model/failure.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { readRules } from "../scan/rules.ts";
import type { RoleOptions } from "./role-options.ts";

type AggregatorChoice = Pick<RoleOptions, "aggregator">;

const WRITERS = {
  policy: ({ extras }) => json(readerPolicy(extras)),
  "trust-policy": ({ trustedAccount, externalId }) => {
    if (trustedAccount !== undefined) return json(trustPolicy(trustedAccount, externalId));
    throw new UserError(
      "--format trust-policy requires --trusted-account",
      "For example: --trusted-account 111122223333.",
    );
  },
  "hub-policy": ({ role, aggregator }, partition) =>
    json(hubPolicy(role, partition, aggregator !== undefined)),
  cloudformation,
  terraform,
} as const satisfies Record<
  RoleOptions["format"],
  (options: Deployment & AggregatorChoice, partition: string) => string
>;

const READERS: ReadonlySet<string> = new Set(["policy", "cloudformation", "terraform"]);
const HEAVY =
  "lambda:GetFunction (--with image) also allows downloading the code of every function; omit image if the role must not read code";

/** Prints what to deploy so that accounts can be read. No request is made: AWS_REGION decides the partition. */
export async function role(given: RoleOptions, io: Io): Promise<number> {
  const { options } = await readRules(given, io.cwd);
  if (options.extras.includes("image") && READERS.has(options.format)) new Messages(io, false).warn(HEAVY);
  const region = io.env.AWS_REGION || io.env.AWS_DEFAULT_REGION || "";
  const text = WRITERS[options.format](options, partitionOfRegion(region) ?? "aws");
  await writeAll(options.output, [text], io);
  return EXIT.complete;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
