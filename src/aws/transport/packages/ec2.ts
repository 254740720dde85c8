/** What we need of the package, so that the bundle holds no more of it; loaded by `import()` when first needed. */
export { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
