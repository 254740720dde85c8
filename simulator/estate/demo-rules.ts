/** The owners file of the demo's company. The last entry that matches wins. */
export const DEMO_OWNERS = `owners:
  - match: {account: security-audit}
    owner: security
    contact: "#security"
  - match: {account: "payments-*"}
    owner: payments
    contact: "#payments"
    repository: github.com/acme/payments
  - match: {account: "payments-*", name: ["ledger-*", "sepa-*", "ach-*"]}
    owner: accounting
    contact: "#accounting"
    repository: github.com/acme/ledger
  - match: {account: "storefront-*"}
    owner: storefront
    contact: "#storefront"
    repository: github.com/acme/storefront
  - match: {name: ["edge-*", "us-east-1.edge-*"]}
    owner: web-platform
    contact: "#web-platform"
`;

/** The waivers file of the demo's company. */
export const DEMO_WAIVERS = `waivers:
  - match: {account: legacy-erp, name: warehouse-robot}
    reason: the robot is replaced with the new warehouse
    approvedBy: head of logistics
    until: "2028-12-31"
  - match: {account: legacy-erp, runtime: "ruby2.*"}
    reason: EDI moves to a provider
    approvedBy: head of purchasing
    until: "2028-12-31"
`;
