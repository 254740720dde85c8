/** What a plan and a trend can be written as. Apart from their writers, since the option tables need no more than the names. */

export const PLAN_FORMATS = ["table", "markdown", "json", "html", "csv", "atx"] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

export const TREND_FORMATS = ["table", "csv", "json", "markdown", "html"] as const;
export type TrendFormat = (typeof TREND_FORMATS)[number];
