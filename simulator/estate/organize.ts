import type { Organization, OrganizationalUnit } from "./estate.ts";
import { hash, scramble } from "./random.ts";

const ROOT_ID = "r-sim1";

/** The tree of units for these paths (`Workloads/Prod`), and the unit of each path. */
export function organize(
  managementAccountId: string,
  paths: readonly string[],
): { organization: Organization; parentOf(path: string): string } {
  const units = new Map<string, OrganizationalUnit>();
  const unitAt = (path: string): string => {
    if (path === "") return ROOT_ID;
    const known = units.get(path);
    if (known) return known.id;
    const slash = path.lastIndexOf("/");
    const parentId = unitAt(path.slice(0, Math.max(0, slash)));
    const unit = { id: unitId(path), name: path.slice(slash + 1), parentId };
    units.set(path, unit);
    return unit.id;
  };
  for (const path of paths) unitAt(path);
  const organization: Organization = {
    id: `o-${letters(hash(managementAccountId), 10)}`,
    rootId: ROOT_ID,
    managementAccountId,
    delegatedAccountIds: [],
    units: [...units.values()],
    stateField: "State",
    paths: false,
  };
  return { organization, parentOf: unitAt };
}

/** The id of the unit at a path: `ou-sim1-` and eight letters or digits. */
function unitId(path: string): string {
  return `ou-${ROOT_ID.slice(2)}-${letters(hash(path), 8)}`;
}

function letters(seed: number, count: number): string {
  let text = "";
  for (let i = 0; text.length < count; i++) text += scramble(seed + i).toString(36);
  return text.slice(0, count);
}
