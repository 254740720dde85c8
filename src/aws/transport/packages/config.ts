/** What is used of the package, so that the bundle contains no more of it; loaded by `import()` when first needed. */
export {
  ConfigServiceClient,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationAggregatorsCommand,
  SelectAggregateResourceConfigCommand,
} from "@aws-sdk/client-config-service";
