/** What is used of the package, so that the bundle contains no more of it; loaded by `import()` when first needed. */
export { BatchGetImageCommand, ECRClient, GetDownloadUrlForLayerCommand } from "@aws-sdk/client-ecr";
