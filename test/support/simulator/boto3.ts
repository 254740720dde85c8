import { spawnSync } from "node:child_process";

/** Found without importing it, which takes half a second. */
const SCRIPT = "import importlib.util as u; assert u.find_spec('boto3')";

/** Why tests with boto3 are skipped, in one line; false when they run. */
export const noBoto3: string | false =
  spawnSync("python3", ["-c", SCRIPT], { stdio: "ignore" }).status !== 0 &&
  "boto3 is not installed: pip install boto3";
