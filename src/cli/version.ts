import manifest from "../../package.json" with { type: "json" };

/** What stands in `--version`, in reports, and in the user agent. */
export const VERSION: string = manifest.version;
