type Tags = Readonly<Record<string, string>>;

/** Who wrote the functions of an account, as their `team` tag says it. */
const TEAMS: Readonly<Record<string, string>> = {
  "acme-management": "platform",
  "security-audit": "security",
  "payments-prod": "payments",
  "storefront-prod": "storefront",
  "storefront-staging": "storefront",
  "data-platform": "data",
  "legacy-erp": "erp",
};

/** The tags of a person; a quarter of the functions has none. */
export function teamTags(account: string, name: string, seed: number): Tags {
  if (seed % 4 === 0) return {};
  const team = /^(ml|model|feature)-/.test(name) ? "machine-learning" : (TEAMS[account] ?? "");
  return { team, "cost-centre": String(4000 + (seed % 20)) };
}

/** The tags that an account's tool for deploying sets; Terraform, used where none is listed, sets none. */
export function deploymentTags(account: string, name: string): Tags {
  return DEPLOYED_WITH[account]?.(name) ?? {};
}

const DEPLOYED_WITH: Readonly<Record<string, (name: string) => Tags>> = {
  "payments-prod": (name) => ({ ...stackTags(firstWord(name), name), "lambda:createdBy": "SAM" }),
  "storefront-prod": (name) => ({ ...stackTags(`${firstWord(name)}-prod`, name), STAGE: "prod" }),
  "storefront-staging": () => ({ "sst:app": "storefront", "sst:stage": "staging" }),
  "data-platform": (name) => stackTags(firstWord(name), name),
  "security-audit": (name) =>
    name === "config-drift-check"
      ? { "aws-chalice": "version=1.31.2:stage=prod:app=config-drift-check" }
      : {},
  "legacy-erp": (name) =>
    name === "fax-gateway"
      ? { "lambda-console:blueprint": "hello-world-python" }
      : name === "carrier-rates"
        ? { ZappaProject: "carrier-rates-prod" }
        : {},
};

function stackTags(stack: string, name: string): Tags {
  return {
    "aws:cloudformation:stack-name": stack,
    "aws:cloudformation:logical-id": `${pascal(name)}Function`,
  };
}

/** Functions share a stack by the first word of their names: `sepa-return-reader` belongs to `sepa`. */
function firstWord(name: string): string {
  return name.split("-")[0] ?? name;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
