/** What we need of the package, so that the bundle holds no more of it; loaded by `import()` when first needed. */
export {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
