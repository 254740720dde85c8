/**
 * Reads what an image in ECR says about itself: its manifest, then the one small file that describes it, never a layer. In: where the
 * image is. Out: what it was built on. What is read is dropped at once.
 */
import { createHash } from "node:crypto";
import { isObject, type JsonObject } from "../../model/json.ts";
import { toFailure } from "../failures/failures.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, list, number, object, text } from "../transport/untyped.ts";
import type { ExtrasPlace } from "./extras-reading.ts";
import { annotationsOf, type ImageEvidence, imageEvidence } from "./image-evidence.ts";

/** An image as Lambda names it. */
export interface ImageReference {
  readonly registryId: string;
  readonly region: string;
  readonly repositoryName: string;
  /** `sha256:…` */
  readonly digest: string;
}

const URI =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z\d-]{1,40})\.[a-z\d.-]{1,60}\/([a-z\d._/-]{1,256})@(sha256:[a-f\d]{64})$/;

/** Undefined for what is not the address of an image in a private registry of ECR, by its digest. */
export function imageReference(uri: string): ImageReference | undefined {
  const [, registryId, region, repositoryName, digest] = URI.exec(uri) ?? [];
  return registryId === undefined ||
    region === undefined ||
    repositoryName === undefined ||
    digest === undefined
    ? undefined
    : { registryId, region, repositoryName, digest };
}

const LISTS = [
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.index.v1+json",
];
const MANIFESTS = [
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
];
/** A configuration has some kilobytes. */
const MOST_BYTES = 1024 * 1024;
const DIGEST = /^sha256:[a-f\d]{64}$/;

/**
 * @param architecture of the function, for an image that has several. Rejects with a `Failure`.
 */
export async function readImage(
  place: ExtrasPlace,
  image: ImageReference,
  architecture: string,
): Promise<ImageEvidence> {
  const manifest = await manifestOf(place, image, image.digest);
  const own = isList(manifest) ? await manifestOf(place, image, memberFor(manifest, architecture)) : manifest;
  if (isList(own)) throw failed("NestedManifestList", "the image index refers to another index");
  const { digest, size: bytes } = object(own.config);
  const size = number(bytes);
  if (!DIGEST.test(text(digest)) || size === undefined)
    throw failed("InvalidManifest", "the image manifest has no configuration");
  if (size > MOST_BYTES)
    throw failed("ConfigurationTooLarge", `the image configuration is ${size} bytes, larger than 1 MiB`);
  return imageEvidence(await configurationOf(place, image, text(digest)), annotationsOf(own));
}

async function manifestOf(
  { clients, credentials, signal }: ExtrasPlace,
  { registryId, region, repositoryName }: ImageReference,
  imageDigest: string,
): Promise<JsonObject> {
  const [{ BatchGetImageCommand }, client] = await Promise.all([
    import("../transport/packages/ecr.ts"),
    clients.ecr(region, credentials),
  ]);
  const command = new BatchGetImageCommand({
    registryId,
    repositoryName,
    imageIds: [{ imageDigest }],
    acceptedMediaTypes: [...MANIFESTS, ...LISTS],
  });
  const context = { action: "ecr:BatchGetImage", region };
  const response: unknown = await unlessExpired(credentials, () =>
    client.send(command, { abortSignal: signal }),
  ).catch((error: unknown) => {
    throw toFailure(error, "enrich", context);
  });
  const [found] = list(object(response).images);
  if (found === undefined) throw refusedImage(object(list(object(response).failures)[0]));
  const manifest = parsed(text(object(found).imageManifest));
  if (!manifest) throw failed("InvalidManifest", "the image manifest is not JSON");
  return manifest;
}

/** AWS's reason may name the image; its code says enough. */
function refusedImage({ failureCode }: JsonObject): Error {
  const code = text(failureCode);
  if (code === "ImageNotFound") return failed(code, "the image was deleted from its repository");
  return failed(/^\w{1,60}$/.test(code) ? code : "ImageNotReadable", "ECR could not return the image");
}

function isList({ manifests, mediaType }: JsonObject): boolean {
  return Array.isArray(manifests) || LISTS.includes(text(mediaType));
}

const PLATFORMS: Readonly<Record<string, string>> = { x86_64: "amd64", arm64: "arm64" };

function memberFor({ manifests }: JsonObject, architecture: string): string {
  const wanted = PLATFORMS[architecture] ?? architecture;
  const member = list(manifests)
    .map(object)
    .find(({ platform }) => text(object(platform).architecture) === wanted);
  const digest = text(member?.digest);
  if (DIGEST.test(digest)) return digest;
  throw failed("NoSuchArchitecture", "the image index has no image for the function's architecture");
}

async function configurationOf(
  { clients, credentials, signal }: ExtrasPlace,
  { registryId, region, repositoryName }: ImageReference,
  layerDigest: string,
): Promise<unknown> {
  const [{ GetDownloadUrlForLayerCommand }, client] = await Promise.all([
    import("../transport/packages/ecr.ts"),
    clients.ecr(region, credentials),
  ]);
  const command = new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest });
  const context = { action: "ecr:GetDownloadUrlForLayer", region };
  try {
    const response: unknown = await unlessExpired(credentials, () =>
      client.send(command, { abortSignal: signal }),
    );
    const bytes = await clients.download(text(object(response).downloadUrl), signal);
    return configuration(bytes, layerDigest);
  } catch (error) {
    throw toFailure(error, "enrich", context);
  }
}

/** Throws for bytes whose digest is not the one in the manifest: they are not parsed. */
function configuration(bytes: Uint8Array, digest: string): JsonObject {
  if (bytes.byteLength > MOST_BYTES)
    throw failed("ConfigurationTooLarge", "the image configuration is larger than 1 MiB");
  if (`sha256:${createHash("sha256").update(bytes).digest("hex")}` !== digest)
    throw failed("DigestMismatch", "the image configuration does not match the digest in its manifest");
  const found = parsed(Buffer.from(bytes).toString("utf8"));
  if (found) return found;
  throw failed("InvalidConfiguration", "the image configuration is not JSON");
}

function parsed(json: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A request about a repository that does not exist: permissions are checked first. */
export async function probeRegistry(
  { clients, region, credentials, signal }: ExtrasPlace,
  what: "manifest" | "layer",
): Promise<void> {
  const [sdk, client] = await Promise.all([
    import("../transport/packages/ecr.ts"),
    clients.ecr(region, credentials),
  ]);
  const repositoryName = "lambda-inventory-check";
  const digest = `sha256:${"0".repeat(64)}`;
  const options = { abortSignal: signal };
  await unlessExpired(credentials, async () => {
    if (what === "manifest")
      await client.send(
        new sdk.BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest: digest }] }),
        options,
      );
    else
      await client.send(
        new sdk.GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: digest }),
        options,
      );
  });
}

function failed(name: string, message: string): Error {
  return toFailure(Object.assign(invalidResponse(message), { name }), "enrich");
}
