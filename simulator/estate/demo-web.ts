import type { EstateWebFunction } from "./estate.ts";
import { SECRET_MARK } from "./secret-mark.ts";

const environment = { STAGE: "prod", SESSION_KEY: `${SECRET_MARK}-web` };
const revisions = [
  { id: "1", runtime: "nodejs24.x", createdAt: "2026-10-06T09:12:00Z", environment },
  { id: "2", runtime: "nodejs24.x", createdAt: "2026-11-12T15:40:00Z", environment },
];

/** Lambda Web Functions of the demo, by account and region; one has no revision yet. */
export const WEB_FUNCTIONS: Readonly<Record<string, Readonly<Record<string, readonly EstateWebFunction[]>>>> =
  {
    "storefront-prod": {
      "eu-central-1": [
        {
          name: "shop-pages",
          tags: { team: "storefront" },
          updatedAt: "2026-11-12T15:41:00Z",
          revisions,
          endpoints: { main: { "1": 10, "2": 90 } },
        },
        { name: "wish-lists", updatedAt: "2026-11-18T10:05:00Z" },
      ],
    },
  };
