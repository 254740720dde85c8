/** What is used of the packages, so that the bundle contains no more of them; loaded by `import()` when first needed. */
export {
  fromContainerMetadata,
  fromEnv,
  fromHttp,
  fromInstanceMetadata,
  fromLoginCredentials,
  fromSSO,
  fromTokenFile,
} from "@aws-sdk/credential-providers";
