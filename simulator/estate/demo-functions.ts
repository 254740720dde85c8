const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** By account: `@region`, then one line per function: name, runtime, last modified, last invoked, description. */
export const DEMO_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  "acme-management": lines(`
    @eu-central-1
    budget-alarm            python3.13      2026-09-01 2026-11-21 Posts cost anomalies to the finance channel
    account-vending         nodejs24.x      2026-10-14 2026-11-18 Opens accounts and moves them to their unit
    @us-east-1
    iam-key-age-report      python3.12      2026-03-11 2026-11-16 Mails owners of access keys older than 90 days
    support-case-forwarder  nodejs22.x      2025-11-26 2026-11-20 Copies support cases to the ticket system`),
  "security-audit": lines(`
    @eu-central-1
    guardduty-to-slack      python3.12      2026-02-17 2026-11-21 Findings of severity 7 and above
    cloudtrail-lake-loader  java21          2025-12-02 2026-11-21 Loads CloudTrail digests
    config-drift-check      python3.9       2024-02-08 2026-11-21 Compares Config snapshots
    security-hub-export     python3.14      2026-11-03 2026-11-21 Nightly export of findings
    @eu-west-1
    guardduty-to-slack      python3.12      2026-02-17 2026-11-20 Findings of severity 7 and above
    access-analyzer-digest  nodejs20.x      2024-08-29 2026-11-17 Weekly digest of external access
    @us-east-1
    guardduty-to-slack      python3.12      2026-02-17 2026-11-21 Findings of severity 7 and above
    waf-log-parser          go1.x           2022-06-30 2026-11-21 Splits WAF logs by rule
    @us-west-2
    guardduty-to-slack      python3.12      2026-02-17 2026-11-19 Findings of severity 7 and above
    @ap-northeast-1
    guardduty-to-slack      python3.12      2026-02-17 2026-11-21 Findings of severity 7 and above`),
  "payments-prod": lines(`
    @eu-central-1
    authorize-card          java25          2026-10-20 2026-11-21 Asks the acquirer to reserve the amount
    capture-payment         java21          2026-06-18 2026-11-21 Captures when the parcel has left
    refund-payment          java17          2025-10-09 2026-11-21 Refunds, whole or in part
    fraud-score             image           2026-10-27 2026-11-21 Gradient boosted trees, 4 GB image
    sepa-mandate-writer     dotnet8         2025-01-22 2026-11-20 Stores SEPA mandates
    sepa-return-reader      dotnet6         2023-11-15 2026-11-20 Reads camt.029 returns
    ledger-export           python3.10      2024-05-07 2026-11-21 End-of-day ledger file
    ledger-reconcile        python3.11      2025-06-24 2026-11-21 Matches bank statements
    psp-webhook             nodejs22.x      2026-05-12 2026-11-21 Receives notifications of the payment provider
    psp-webhook-replay      nodejs22.x      2026-05-12 - Replays notifications by hand
    invoice-pdf             provided.al2    2024-09-10 2026-11-21 Renders invoices (Rust)
    tokenizer               provided.al2023 2026-08-11 2026-11-21 Card tokens (Rust)
    @eu-west-1
    authorize-card          java25          2026-10-20 2026-11-21 Asks the acquirer to reserve the amount
    capture-payment         java21          2026-06-18 2026-11-21 Captures when the parcel has left
    psp-webhook             nodejs22.x      2026-05-12 2026-11-21 Receives notifications of the payment provider
    chargeback-intake       nodejs18.x      2023-12-13 2026-11-19 Files disputes with their evidence
    @us-east-1
    ach-batch               python3.12      2026-01-14 2026-11-20 Writes NACHA files
    ach-return-codes        python3.8       2022-03-22 2026-11-18 Maps R01 to R85`),
  "storefront-prod": lines(`
    @eu-central-1
    cart-api                nodejs24.x      2026-11-10 2026-11-21 Shopping cart
    catalogue-api           nodejs24.x      2026-11-10 2026-11-21 Products and prices
    checkout-api            nodejs22.x      2026-07-07 2026-11-21 From cart to order
    image-resize            nodejs16.x      2022-10-05 2026-11-21 Thumbnails with sharp
    search-indexer          python3.13      2026-04-16 2026-11-21 Feeds the search cluster
    review-moderation       image           2026-09-23 2026-11-21 Scores product reviews
    sitemap                 ruby3.2         2024-03-19 2026-11-21 Writes sitemap.xml each night
    newsletter-signup       ruby3.3         2025-02-11 2026-11-21 Double opt-in
    stock-level-push        nodejs20.x      2024-11-28 2026-11-21 Tells browsers about stock over WebSocket
    gift-card-balance       nodejs14.x      2021-08-04 2026-10-30 Balance of a gift card
    @us-east-1
    edge-redirects          nodejs20.x      2025-01-30 2026-11-21 Lambda@Edge: country redirects
    edge-security-headers   nodejs22.x      2026-02-25 2026-11-21 Lambda@Edge: CSP and HSTS
    cart-api                nodejs24.x      2026-11-10 2026-11-21 Shopping cart
    catalogue-api           nodejs24.x      2026-11-10 2026-11-21 Products and prices
    checkout-api            nodejs22.x      2026-07-07 2026-11-21 From cart to order
    sales-tax               java11          2024-06-06 2026-11-21 Rates by postal code
    @ap-northeast-1
    cart-api                nodejs24.x      2026-11-10 2026-11-21 Shopping cart
    checkout-api            nodejs22.x      2026-07-07 2026-11-21 From cart to order
    konbini-payment         python3.12      2026-03-03 2026-11-21 Payment slips for convenience stores`),
  "storefront-staging": lines(`
    @eu-central-1
    cart-api                nodejs26.x      2026-11-17 2026-11-20 Trying the next Node.js
    catalogue-api           nodejs24.x      2026-11-16 2026-11-20 Products and prices
    checkout-api            nodejs24.x      2026-11-16 2026-11-20 From cart to order
    search-indexer          python3.15      2026-11-12 2026-11-19 Trying the next Python
    image-resize            nodejs22.x      2026-10-01 2026-11-20 Thumbnails with sharp
    sitemap                 ruby4.0         2026-10-22 2026-11-20 Writes sitemap.xml each night
    load-test-driver        python3.9       2023-09-14 2025-02-02 Left over from a load test
    feature-preview         nodejs18.x      2024-01-17 - Never called`),
  "data-platform": lines(`
    @eu-central-1
    clickstream-intake      java21          2026-05-28 2026-11-21 Kinesis to S3, partitioned by hour
    clickstream-compact     python3.13      2026-08-06 2026-11-21 Merges small Parquet files
    glue-crawler-trigger    python3.8       2022-11-08 2026-11-21 Starts crawlers when a partition lands
    pii-redaction           image           2026-07-16 2026-11-21 Named entity recognition
    feature-store-sync      python3.11      2025-09-18 2026-11-21 Copies features for serving
    model-registry-hook     custom          2026-11-06 2026-11-21 Runs on the data team's own runtime
    dbt-runner              custom:nightly  2026-11-13 2026-11-21 Runs on the data team's own runtime
    quality-checks          python3.10      2024-07-11 2026-11-21 Expectations on each table
    @eu-central-2
    swiss-export            python3.12      2026-06-02 2026-11-21 Data that must not leave Switzerland
    swiss-anonymiser        java17          2025-08-21 2026-11-21 k-anonymity before export
    @us-west-2
    ml-batch-score          image           2026-09-30 2026-11-21 Nightly scoring
    ml-drift-monitor        python3.12      2026-01-29 2026-11-21 Population stability index`),
  "legacy-erp": lines(`
    @eu-west-1
    idoc-bridge             java8           2019-05-14 2026-11-21 SAP IDocs to events; owner left in 2021
    idoc-bridge-v2          java8.al2       2023-03-28 2026-11-21 Replacement, half done
    stock-import            python2.7       2018-11-06 2026-11-21 Reads the warehouse's fixed-width file
    price-list-mailer       nodejs6.10      2018-02-20 2026-11-02 Mails price lists as Excel files
    barcode-labels          nodejs12.x      2020-09-17 2026-11-20 Prints labels
    customs-forms           dotnetcore3.1   2021-04-29 2026-11-13 Customs declarations
    warehouse-robot         nodejs4.3       2017-06-08 2024-12-24 Nobody dares
    fax-gateway             python3.6       2020-01-30 - Faxes orders to three suppliers
    edi-orders              ruby2.7         2021-12-09 2026-11-21 EDIFACT ORDERS
    edi-invoices            ruby2.5         2019-10-24 2026-11-21 EDIFACT INVOIC
    truck-telemetry         go1.x           2021-07-01 2026-11-21 GPS pings
    cobol-runner            provided        2020-05-19 2026-11-21 GnuCOBOL on our own bootstrap
    @us-east-1
    inventory-sync          nodejs14.x      2021-11-23 2026-11-21 Counts of the Ohio warehouse
    carrier-rates           python3.7       2022-02-15 2026-11-21 Rates of four carriers`),
  "retired-labs": lines(`
    @us-east-1
    hackathon-2019          nodejs8.10      2019-06-01 - Do not delete`),
};
