/** What is used of these packages, so that the bundle contains no more of them; loaded by `import()` when first needed. */
import aws4 from "aws4";

export { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
export const { sign } = aws4;
