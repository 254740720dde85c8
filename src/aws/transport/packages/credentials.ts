/** What we need of the packages, so that the bundle holds no more of them; loaded by `import()` when first needed. */
export { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
