/** What is used of the package, so that the bundle contains no more of it; loaded by `import()` when first needed. */
import aws4 from "aws4";

export const { RequestSigner } = aws4;
