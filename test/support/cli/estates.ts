/** Simulated organizations that several tests use. */
import { type Estate, estate } from "../../../simulator/index.ts";

/** An organization of three accounts: two can be read, the role of the third does not exist. */
export function smallOrganization(): Estate {
  return estate({
    accounts: [
      { name: "management", functions: { "eu-west-1": ["billing-export python3.13"] } },
      {
        name: "payments",
        functions: {
          "eu-west-1": [
            {
              name: "charge",
              Runtime: "nodejs24.x",
              Description: "takes\tmoney\r\nfrom cards",
              MemorySize: 512,
            },
            { name: "refund", Runtime: "nodejs16.x", Description: "=SUM(A1:A9)", CodeSize: 9_000 },
            {
              name: "invoice",
              Runtime: "java8",
              Description: "請求書 🧾",
              tags: { team: "billing", stage: "prod" },
            },
            {
              name: "fraud",
              PackageType: "Image",
              Description: "a model \u001b[31min red\u001b[0m \u202egnp.exe",
            },
          ],
          "us-east-1": [
            {
              name: "ledger",
              Runtime: "python3.14",
              versions: [
                { version: "1", Runtime: "python3.8" },
                { version: "2", Runtime: "python3.14" },
              ],
              aliases: [
                { name: "live", version: "1" },
                { name: "next", version: "2" },
              ],
              lastInvoked: "2026-11-20",
            },
            { name: "unheard-of", Runtime: "cobol85" },
          ],
        },
      },
      { name: "legacy", functions: { "eu-west-1": ["old python2.7"] }, roles: [] },
    ],
  });
}
