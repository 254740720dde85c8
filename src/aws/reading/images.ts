/**
 * What container images were built on. The functions of one region enter; for each image its address leaves, and what it was built on.
 * Lambda is called for each function (GetFunction, only for the address; the rest is dropped at once), ECR once for each
 * image of the whole scan, however many functions use it.
 */
import { isImage, type LambdaFunction } from "../../model/function.ts";
import type { FoundValues } from "../../model/row.ts";
import { askEach } from "../transport/ask-each.ts";
import { object, text } from "../transport/untyped.ts";
import type { ExtrasReading } from "./extras-reading.ts";
import type { ImageEvidence } from "./image-evidence.ts";
import { type ImageReference, imageReference, readImage } from "./image-registry.ts";
import { functionPath } from "./paths.ts";

/** The images that this run has read, or is reading, by digest and architecture. */
export type KnownImages = Map<string, Promise<ImageEvidence>>;

interface FoundImage {
  readonly values: Pick<FoundValues, "imageUri" | "imageBase" | "imageBaseReason">;
  /** Where the base names one. */
  readonly runtime?: string;
}

/** By position. */
export async function readImages(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
  known: KnownImages,
): Promise<readonly (FoundImage | undefined)[]> {
  return askEach(functions, async (fn) => {
    if (!isImage(fn)) return undefined;
    const address = await reading.attempt(
      "image",
      "lambda:GetFunction",
      () => [fn.functionName],
      () => addressOf(reading, fn),
    );
    if (!address) return undefined;
    const evidence = await evidenceOf(reading, fn, address.resolved, known);
    return {
      values: {
        ...(address.uri !== "" && { imageUri: address.uri }),
        ...(evidence?.base !== undefined && { imageBase: evidence.base }),
        ...(evidence && { imageBaseReason: evidence.reason }),
      },
      ...(evidence?.runtime !== undefined && { runtime: evidence.runtime }),
    };
  });
}

interface Address {
  readonly uri: string;
  readonly resolved: string;
}

const LONGEST_URI = 1_000;

async function addressOf(
  { place }: ExtrasReading,
  { functionName, version }: LambdaFunction,
): Promise<Address> {
  const { clients, region, credentials, signal } = place;
  const calls = await clients.lambdaCalls();
  const query = version === "$LATEST" ? {} : { Qualifier: version };
  const path = functionPath(functionName);
  const { ImageUri, ResolvedImageUri } = object(
    object(await calls.get({ region, credentials, path, query, signal })).Code,
  );
  const [uri, resolved] = [ImageUri, ResolvedImageUri].map((each) => text(each).slice(0, LONGEST_URI));
  return { uri: uri || resolved || "", resolved: resolved ?? "" };
}

async function evidenceOf(
  reading: ExtrasReading,
  { functionName, architectures }: LambdaFunction,
  uri: string,
  known: KnownImages,
): Promise<ImageEvidence | undefined> {
  const image = imageReference(uri);
  if (!image) return { reason: "Lambda did not return an ECR image with a digest" };
  const [architecture = "x86_64"] = architectures;
  return reading.attempt(
    "image",
    "ecr:BatchGetImage",
    () => [functionName],
    () =>
      shared(known, `${image.digest} ${architecture}`, () => readImage(reading.place, image, architecture)),
    repositoryOf(image),
  );
}

/** Refusals are those of a repository. */
function repositoryOf({ registryId, repositoryName }: ImageReference): string {
  return `${registryId}/${repositoryName}`;
}

/** What others could not read may be readable with these credentials, or in this repository. */
async function shared(
  known: KnownImages,
  key: string,
  read: () => Promise<ImageEvidence>,
): Promise<ImageEvidence> {
  const begun = known.get(key);
  const found = await begun?.catch(() => undefined);
  if (found) return found;
  const own = known.get(key) !== begun ? known.get(key) : undefined;
  if (own) return own;
  const reading = read();
  known.set(key, reading);
  reading.catch(() => {
    if (known.get(key) === reading) known.delete(key);
  });
  return reading;
}
