import type { EstateAccount } from "../estate/estate.ts";
import type { EstateImage } from "../estate/images.ts";
import { SECRET_MARK } from "../estate/secret-mark.ts";
import { denial } from "../wire/authorize.ts";
import type { Answer, WireRequest } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { jsonOf, type OpenInput, type Service, type SignedInput, textIn, type World } from "./service.ts";

/** The part of ECR that reads an image: its manifest, and links to what the manifest names. */
export const ecr: Service = {
  name: "ecr",
  namespace: "",
  dialectOf: () => "config",
  actionOf: (request) =>
    headerOf(request, "x-amz-target").replace("AmazonEC2ContainerRegistry_V20150921.", ""),
  signed: { BatchGetImage: batchGetImage, GetDownloadUrlForLayer: getDownloadUrl },
  open: {},
};

/** What the links lead to: unsigned, with a signature in the URL. */
export const layers: Service = {
  name: "s3",
  namespace: "",
  dialectOf: () => "query",
  actionOf: ({ method }) => (method === "GET" ? "GetObject" : ""),
  signed: {},
  open: { GetObject: getLayer },
};

const LAYERS = "/prod-starport-layer-bucket/";
export const LAYERS_PATH = /^\/prod-starport-layer-bucket\//;

function batchGetImage(input: SignedInput): Answer {
  const body = jsonOf(input.call.request);
  const images = imagesOf(input);
  const wanted = Array.isArray(body.imageIds) ? body.imageIds.map((id) => textIn(id, "imageDigest")) : [];
  const registryId = textIn(body, "registryId") || input.account.id;
  const found = wanted.map((digest) => {
    const image = images.find(
      ({ manifests, gap }) => gap !== "deleted" && manifests.some((m) => m.digest === digest),
    );
    return { digest, manifest: image?.manifests.find((each) => each.digest === digest) };
  });
  return json({
    images: found.flatMap(({ digest, manifest }) =>
      manifest === undefined
        ? []
        : [
            {
              registryId,
              repositoryName: textIn(body, "repositoryName"),
              imageId: { imageDigest: digest },
              imageManifest: manifest.text,
              imageManifestMediaType: manifest.mediaType,
            },
          ],
    ),
    failures: found.flatMap(({ digest, manifest }) =>
      manifest === undefined
        ? [
            {
              imageId: { imageDigest: digest },
              failureCode: "ImageNotFound",
              failureReason: "Requested image not found",
            },
          ]
        : [],
    ),
  });
}

function getDownloadUrl(input: SignedInput): Answer {
  const layerDigest = textIn(jsonOf(input.call.request), "layerDigest");
  if (!imagesOf(input).some(({ configuration }) => configuration.digest === layerDigest))
    throw new WireError(400, "LayersNotFoundException", "The requested layers do not exist");
  const host = headerOf(input.call.request, "host");
  const downloadUrl = `http://${host}${LAYERS}${layerDigest}?X-Amz-Expires=3600&X-Amz-Signature=${SECRET_MARK}`;
  return json({ downloadUrl, layerDigest });
}

/** The images of the repository that a request names. One of another account may refuse. */
function imagesOf({ account, call, caller, world }: SignedInput): readonly EstateImage[] {
  const body = jsonOf(call.request);
  const registryId = textIn(body, "registryId") || account.id;
  const repository = textIn(body, "repositoryName");
  const found = imagesIn(world, call.region, registryId).filter((image) => image.repository === repository);
  if (found.length === 0) {
    const message = `The repository with name '${repository}' does not exist in the registry with id '${registryId}'`;
    throw new WireError(400, "RepositoryNotFoundException", message);
  }
  if (found.some(({ gap }) => gap === "denied")) throw denial(call, caller.arn, "config", "identity");
  return found;
}

function imagesIn({ estate }: World, region: string, registryId: string): readonly EstateImage[] {
  return estate.accounts.flatMap((account) =>
    imagesOfFunctions(account, region).filter(({ registry }) => (registry ?? account.id) === registryId),
  );
}

function imagesOfFunctions(account: EstateAccount, region: string): readonly EstateImage[] {
  const list = account.functions(region);
  return list.slice(0, list.length).flatMap(({ image }) => image ?? []);
}

function getLayer({ call, world }: OpenInput): Answer {
  const digest = digestIn(call.request);
  const images = world.estate.accounts.flatMap((account) =>
    account.regions.flatMap(({ name }) => imagesOfFunctions(account, name)),
  );
  const image = images.find(({ configuration }) => configuration.digest === digest);
  if (!image) throw new WireError(404, "NoSuchKey", "The specified key does not exist.");
  const body = image.gap === "wrong-digest" ? '{"config":{}}' : image.configuration.text;
  return { status: 200, contentType: "application/octet-stream", body };
}

function digestIn({ path }: WireRequest): string {
  return path.slice(LAYERS.length);
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
