import manifest from "../../package.json" with { type: "json" };

/** The version in `--version`, in reports and in the user agent. */
export const VERSION: string = manifest.version;
