import type { FunctionSpec } from "./build-function.ts";
import { SECRET_MARK } from "./secret-mark.ts";

/** Unusual functions of real estates that break reports, by account and region. */
export const ODD_FUNCTIONS: Readonly<Record<string, Readonly<Record<string, readonly FunctionSpec[]>>>> = {
  "storefront-prod": {
    "eu-west-1": [
      odd("columns-in-a-description", "Columns:\tid\tname\nthen a second line"),
      odd("seikyuusho", "請求書を作成して顧客にメールで送ります"),
      odd("party", "Sends confetti 🎉👩‍👩‍👧 to everyone who orders twice"),
      odd(
        "terminal-tricks",
        "\u001b[31mred\u001b[0m and \u001b]8;;https://example.com\u0007a link\u001b]8;;\u0007",
      ),
      odd("bidi", "ends \u202Egnp.exe\u202C here"),
      odd("formula", '=HYPERLINK("https://example.com","click me")'),
      odd("markup", "<script>alert('hello')</script> & <b>bold</b> | piped"),
      odd("minus", "-1+1 is not a formula"),
    ],
    "us-west-2": [
      {
        ...odd("next-year", "Runs on something that no catalogue knows yet"),
        Runtime: "nodejs30.x",
        lastInvoked: "2026-11-21",
      },
    ],
  },
  "payments-prod": {
    "us-east-1": [
      {
        // $LATEST was upgraded, but production was not.
        name: "payout",
        Runtime: "nodejs24.x",
        LastModified: "2026-11-05T08:15:42.007+0000",
        Description: "Pays out marketplace sellers",
        Environment: { Variables: { BANK_PIN: `${SECRET_MARK}-4711` } },
        layers: [
          { name: "observability", version: 12, codeSize: 3_145_728 },
          { accountId: "580247275435", name: "LambdaInsightsExtension", version: 53, codeSize: 4_194_304 },
        ],
        versions: [
          { version: "7", Runtime: "nodejs16.x", LastModified: "2023-01-25T10:00:00.000+0000" },
          { version: "8", Runtime: "nodejs20.x", LastModified: "2024-06-19T10:00:00.000+0000" },
          { version: "9", LastModified: "2026-11-05T08:15:42.007+0000" },
        ],
        aliases: [
          { name: "canary", version: "9" },
          { name: "live", version: "7", routing: { "8": 0.1 } },
        ],
        tags: { team: "payments", pager: "yes" },
        lastInvoked: "2026-11-21",
      },
    ],
  },
};

function odd(name: string, description: string): FunctionSpec {
  return {
    name,
    Runtime: "nodejs24.x",
    Description: description,
    LastModified: "2026-08-13T12:00:00.000+0000",
    tags: { team: "storefront" },
    lastInvoked: "2026-11-20",
  };
}
