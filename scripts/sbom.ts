/** The bill of materials of the bundle, in CycloneDX: the packages of which it holds code, with version and licence. */
import type { BundledPackage } from "./licences.ts";

/** Nothing in it depends on when or where it was built: one commit, one text. */
export function billOfMaterials(version: string, packages: readonly BundledPackage[]): string {
  const bom = {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: component("application", { name: "lambda-inventory", version, licence: "MIT" }) },
    components: packages.map((each) => component("library", each)),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function component(
  type: "application" | "library",
  { name, version, licence }: Pick<BundledPackage, "name" | "version" | "licence">,
) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const licences = /[ ()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
  return { type, "bom-ref": purl, name, version, licenses: licences, purl };
}
