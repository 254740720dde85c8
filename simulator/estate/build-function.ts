import type { EstateAlias, EstateFunction, EstateLayer } from "./estate.ts";
import { buildImage, type ImageSpec } from "./images.ts";
import { runtimeSettings, type SettingsSpec, settings } from "./settings.ts";

/** As an object, or `name runtime` (an image: `name image`). */
export interface FunctionSpec extends SettingsSpec {
  readonly name: string;
  readonly role?: string;
  readonly layers?: readonly EstateLayer[];
  readonly versions?: readonly ({ readonly version: string } & SettingsSpec)[];
  readonly aliases?: readonly EstateAlias[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly lastInvoked?: string;
  /** Of a container image: what ECR holds. */
  readonly image?: ImageSpec;
}

/** One function from its compact description. */
export function buildFunction(spec: FunctionSpec | string): EstateFunction {
  if (typeof spec === "string") return buildFunction(fromWords(spec));
  const { name, role, layers, versions, aliases, tags, lastInvoked, image, ...rest } = spec;
  // A replica of Lambda@Edge carries the region of its master.
  if (!/^(us-east-1\.)?[\w-]{1,64}$/.test(name))
    throw new TypeError(`'${name}' cannot be the name of a function`);
  const built = image && buildImage(image);
  const digest = built?.manifests[0]?.digest.slice("sha256:".length);
  const latest = settings(name, {
    ...(digest !== undefined && { PackageType: "Image", CodeSha256: digest }),
    ...rest,
  });
  return {
    name,
    role: role ?? "lambda-execution",
    layers: layers ?? [],
    settings: latest,
    versions: (versions ?? []).map(({ version, ...changes }) => ({
      version,
      settings: { ...latest, ...changes },
    })),
    aliases: aliases ?? [],
    tags: tags ?? {},
    lastInvoked,
    image: built,
  };
}

function fromWords(text: string): FunctionSpec {
  const [name = "", runtime = "nodejs22.x"] = text.split(" ");
  return { name, ...runtimeSettings(runtime) };
}
