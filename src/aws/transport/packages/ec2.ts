/** What is used of the package, so that the bundle contains no more of it; loaded by `import()` when first needed. */
export { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
