/** Container images in ECR: the manifest, and the configuration that it names, with their digests. */
import { createHash } from "node:crypto";
import { SECRET_MARK } from "./secret-mark.ts";

/** What keeps an image from being read. `list` and `other-architecture`: the manifest is a list of images. */
type ImageGap =
  | "deleted"
  | "denied"
  | "public"
  | "list"
  | "other-architecture"
  | "huge"
  | "malformed"
  | "no-configuration"
  | "no-size"
  | "wrong-digest";

export interface ImageSpec {
  /** The account whose registry has it; default: the function's own. */
  readonly registry?: string;
  readonly repository?: string;
  readonly tag?: string;
  /** Variables of its configuration, as a list of `KEY=value`; a secret is always among them. */
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Of the manifest. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly gap?: ImageGap;
}

/** One thing that a registry holds, by its digest. */
interface Blob {
  readonly digest: string;
  readonly text: string;
  readonly mediaType: string;
}

export interface EstateImage {
  readonly registry: string | undefined;
  readonly repository: string;
  readonly tag: string;
  readonly gap: ImageGap | undefined;
  /** Manifests that ECR returns; the first is what the function names. */
  readonly manifests: readonly Blob[];
  readonly configuration: Blob;
}

const OCI = "application/vnd.oci.image";
/** The variables of a base image of AWS. */
export const AWS_BASE_ENV = [
  "LANG=en_US.UTF-8",
  "TZ=:/etc/localtime",
  "PATH=/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
  "LD_LIBRARY_PATH=/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
  "LAMBDA_TASK_ROOT=/var/task",
  "LAMBDA_RUNTIME_DIR=/var/runtime",
];

export function buildImage(spec: ImageSpec): EstateImage {
  const { registry, repository = "apps", tag = "live", gap } = spec;
  const configuration = blob(configurationText(spec), `${OCI}.config.v1+json`);
  const manifest = blob(JSON.stringify(manifestOf(configuration, spec)), `${OCI}.manifest.v1+json`);
  const isList = gap === "list" || gap === "other-architecture";
  const manifests = isList ? [listOf(manifest, gap === "list" ? "amd64" : "s390x"), manifest] : [manifest];
  return { registry, repository, tag, gap, manifests, configuration };
}

function configurationText({ env = AWS_BASE_ENV, labels, gap }: ImageSpec): string {
  if (gap === "malformed") return '{"architecture":"amd64","config":';
  return JSON.stringify({
    architecture: "amd64",
    os: "linux",
    created: "2026-01-02T03:04:05Z",
    config: {
      Env: [...env, `DB_PASSWORD=${SECRET_MARK}-image`],
      Entrypoint: ["/lambda-entrypoint.sh"],
      WorkingDir: "/var/task",
      ...(labels && { Labels: labels }),
    },
    history: [{ created_by: `ARG NPM_TOKEN=${SECRET_MARK}-history` }],
    rootfs: { type: "layers", diff_ids: [] },
    ...(gap === "huge" && { padding: "x".repeat(2 * 1024 * 1024) }),
  });
}

function manifestOf({ digest, text, mediaType }: Blob, { annotations, gap }: ImageSpec): object {
  const size = gap === "huge" ? 100 : Buffer.byteLength(text);
  return {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    ...(gap === "no-configuration"
      ? {}
      : { config: { mediaType, digest, ...(gap !== "no-size" && { size }) } }),
    layers: [],
    ...(annotations && { annotations }),
  };
}

function listOf({ digest, text, mediaType }: Blob, architecture: string): Blob {
  const member = { mediaType, digest, size: text.length, platform: { architecture, os: "linux" } };
  const list = { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: [member] };
  return blob(JSON.stringify(list), list.mediaType);
}

function blob(text: string, mediaType: string): Blob {
  return { digest: `sha256:${createHash("sha256").update(text).digest("hex")}`, text, mediaType };
}
