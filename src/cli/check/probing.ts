/**
 * A check is a scan of an AWS without functions: each request of a scan is made once in each region, and the results are
 * recorded. So order, time limits, interrupts and the detection of bad credentials are those of a real scan.
 */
import type { Aws } from "../../aws/aws.ts";
import type { AwsSession } from "../../aws/entry/session.ts";
import type { ProbedAction } from "../../aws/reading/probe.ts";
import { abortable } from "../../model/abortable.ts";
import type { Account } from "../../model/account.ts";
import { asFailure, type Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import type { Cloud, Session } from "../../scan/cloud.ts";

import { type Check, checkOf, type RegionAction, untried } from "./checks.ts";

/** The results of one account. */
export class Answers {
  /** Undefined until the account has been accessed. */
  session: Pick<AwsSession, "via" | "arn"> | undefined;
  /** The call that listed the regions; undefined until one did. */
  regions: "ec2:DescribeRegions" | "account:ListRegions" | undefined;
  readonly #byRegion = new Map<string, Map<RegionAction, Check>>();

  of(region: string): Map<RegionAction, Check> {
    const answers = this.#byRegion.get(region) ?? new Map<RegionAction, Check>();
    this.#byRegion.set(region, answers);
    return answers;
  }
}

/** @param note where the results of an account are kept */
export function probingCloud(
  aws: Aws,
  actions: readonly ProbedAction[],
  note: (account: Account) => Answers,
): Cloud {
  return {
    async access(account, signal) {
      const session = await aws.access(account, signal);
      const answers = note(account);
      answers.session = session;
      return probingSession(session, actions, answers);
    },
  };
}

function probingSession(session: AwsSession, actions: readonly ProbedAction[], answers: Answers): Session {
  return {
    ...session,
    async enabledRegions(signal) {
      const regions = await session.enabledRegions(signal);
      answers.regions = regions[0]?.by ?? "ec2:DescribeRegions";
      return regions;
    },
    async listFunctions(region, _page, signal) {
      await new Probing(session, region, answers.of(region), signal).run(actions);
      return { functions: [], nextMarker: undefined };
    },
  };
}

class Probing {
  readonly #session: AwsSession;
  readonly #region: string;
  readonly #answers: Map<RegionAction, Check>;
  readonly #signal: AbortSignal;

  constructor(session: AwsSession, region: string, answers: Map<RegionAction, Check>, signal: AbortSignal) {
    this.#session = session;
    this.#region = region;
    this.#answers = answers;
    this.#signal = signal;
  }

  /** Throws what a scan would fail with here; any failure but a denial would also meet every later request. */
  async run(actions: readonly ProbedAction[]): Promise<void> {
    let fn: LambdaFunction | undefined;
    let refusal: Failure | undefined;
    try {
      fn = await this.#session.probeFunctions(this.#region, this.#signal);
      this.#note("lambda:ListFunctions", undefined);
    } catch (error) {
      refusal = asFailure(error);
      if (refusal.status !== "denied") throw refusal;
      this.#note("lambda:ListFunctions", refusal);
    }
    const probed = usesCustomRuntime(fn) ? (["lambda:GetRuntimeAlias", ...actions] as const) : actions;
    await Promise.all(probed.map((action) => this.#probe(action, fn, refusal !== undefined)));
    if (refusal) throw refusal;
  }

  async #probe(action: ProbedAction, fn: LambdaFunction | undefined, unlisted: boolean): Promise<void> {
    try {
      const asked = this.#session.probe(action, this.#region, fn, this.#signal);
      if (await abortable(asked, this.#signal)) this.#note(action, undefined);
      else if (!this.#signal.aborted)
        this.#answers.set(action, untried(action, "NoFunction", unlisted ? LIST_DENIED : NO_FUNCTION));
    } catch (error) {
      this.#note(action, asFailure(error));
    }
  }

  /** The scan itself reports what an abort ended: a timeout, or a run that was stopped. */
  #note(action: RegionAction, failure: Failure | undefined): void {
    if (this.#signal.aborted) return;
    this.#answers.set(action, checkOf(action, failure));
  }
}

/** Only such functions need lambda:GetRuntimeAlias. */
function usesCustomRuntime(fn: LambdaFunction | undefined): boolean {
  return fn?.settings?.runtimeArn !== undefined && fn.settings.runtimeAlias !== undefined;
}

const NO_FUNCTION = "not testable: no functions in this region";
const LIST_DENIED = "not testable: lambda:ListFunctions is denied";
