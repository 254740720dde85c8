import type { EstateFunction, FunctionList } from "../estate/estate.ts";
import { listOf } from "../estate/lists.ts";

/** Replicas of functions in that region, or with ALL in any. */
export function replicasIn(list: FunctionList, master: string): FunctionList {
  const isReplica = ({ settings }: EstateFunction): boolean => {
    const region = settings.MasterArn?.split(":")[3];
    return region !== undefined && (master === "ALL" || region === master);
  };
  return listOf(list.slice(0, list.length).filter(isReplica));
}
