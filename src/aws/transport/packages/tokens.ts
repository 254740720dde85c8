/** What we need of the package, so that the bundle holds no more of it; loaded by `import()` when first needed. */
export { fromSso } from "@aws-sdk/token-providers";
