/** The licences of what the bundle holds of others, as they ask to be passed on. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its package.json says. */
  readonly licence: string;
  readonly text: string;
}

/** The packages that outputs of the bundle hold code of, by name. Throws for one that does not say its licence. */
export function bundledPackages({ outputs }: Pick<Metafile, "outputs">): readonly BundledPackage[] {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const folders = files.flatMap(([file, { bytesInOutput }]) => {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
  const packages = [...new Set(folders)].map(readPackage);
  return packages.sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${name} does not say its licence`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  return { name, version, licence: license, text: texts.join("\n\n") };
}

/** Each text once, under the packages that it is for. */
export function licencesText(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>();
  for (const each of packages) {
    const text = each.text || `(The package holds no text of its licence, ${each.licence}.)`;
    byText.set(text, [...(byText.get(text) ?? []), each]);
  }
  const parts = [...byText].map(([text, those]) => {
    const names = those.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${names.join("\n")}\n\n${text}\n`;
  });
  return [INTRODUCTION, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

const INTRODUCTION = "lambda-inventory is distributed with code of these packages, under their licences.\n";
