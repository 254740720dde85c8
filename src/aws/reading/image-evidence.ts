/**
 * What an image was built on. In: the configuration of an image, and the annotations of its manifest. Out: the base, the reason, and
 * the runtime where the evidence names one. Pure. Only named keys are looked at, and no value of a variable leaves but a version:
 * the rest, and the history, may hold secrets.
 */
import { isObject, type JsonObject } from "../../model/json.ts";
import { fullRuntimeName } from "../../model/runtime.ts";
import { list, object, text } from "../transport/untyped.ts";

export interface ImageEvidence {
  /** The name of the base image, or `aws-lambda`; absent where nothing names it. */
  readonly base?: string;
  readonly reason: string;
  /** As AWS names it. */
  readonly runtime?: string;
}

/** The key of OCI for the name of the base image, in annotations and in labels. */
const BASE_NAME = "org.opencontainers.image.base.name";
/** A reference to an image; anything else is not shown. */
const REFERENCE =
  /^[a-z\d][\w.-]{0,127}(?::\d{1,5})?(?:\/[\w.-]{1,128}){0,8}(?::[\w.-]{1,128})?(?:@sha256:[a-f\d]{64})?$/i;

export function imageEvidence(config: unknown, annotations: unknown): ImageEvidence {
  const settings = object(object(config).config);
  const named = baseNamed(annotations, "annotation") ?? baseNamed(settings.Labels, "label");
  if (named) return named;
  const variables = variablesOf(settings.Env);
  return ofAws(variables) ?? ofOthers(variables);
}

function baseNamed(table: unknown, what: "annotation" | "label"): ImageEvidence | undefined {
  const base = text(object(table)[BASE_NAME]);
  if (!REFERENCE.test(base)) return undefined;
  const runtime = runtimeOf(base);
  const reason = `named by the ${what} ${BASE_NAME}`;
  return runtime === undefined ? { base, reason } : { base, reason, runtime };
}

/** `public.ecr.aws/lambda/python:3.12-x86_64`, a copy of it in another registry, or `amazon/aws-lambda-python:3.12`. */
const AWS_BASE =
  /(?:^|\/)(?:lambda\/|amazon\/aws-lambda-)(python|nodejs|java|dotnet|ruby|go|provided):([a-z\d.]{1,60}?)(?:\.20\d\d\.[\d.]{2,20})?(?:-(?:x86_64|arm64|amd64))?(?:@|$)/;
/** A tag without its date: `3.12`, `20`, `8.al2`, `core3.1`, `al2023`. */
const VERSIONS: Readonly<Record<string, RegExp>> = {
  python: /^[23]\.\d{1,2}$/,
  nodejs: /^\d{1,2}(?:\.x)?$/,
  java: /^\d{1,2}(?:\.al2)?$/,
  dotnet: /^(?:core\d\.\d|\d{1,2}(?:\.0)?)$/,
  ruby: /^\d\.\d{1,2}$/,
  go: /^1$/,
  provided: /^al\d{1,4}$/,
};

function runtimeOf(base: string): string | undefined {
  const [, language = "", version = ""] = AWS_BASE.exec(base) ?? [];
  if (!VERSIONS[language]?.test(version)) return undefined;
  if (language === "provided") return `provided.${version}`;
  if (language === "dotnet") return dotnetRuntime(version);
  return fullRuntimeName(`${language}${version}`);
}

/** AWS calls version 5 `dotnet5.0`, and later ones by their first number. */
function dotnetRuntime(version: string): string {
  if (version.startsWith("core")) return `dotnet${version}`;
  const [major = ""] = version.split(".");
  return major === "5" ? "dotnet5.0" : `dotnet${major}`;
}

function variablesOf(env: unknown): ReadonlyMap<string, string> {
  const pairs = list(env).slice(0, MOST_VARIABLES).map(text);
  return new Map(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const MOST_VARIABLES = 1_000;

/** A base image of AWS: its configuration names no language but .NET. */
function ofAws(variables: ReadonlyMap<string, string>): ImageEvidence | undefined {
  const is =
    variables.get("LAMBDA_RUNTIME_DIR") === "/var/runtime" &&
    variables.get("LAMBDA_TASK_ROOT") === "/var/task" &&
    variables.get("PATH")?.startsWith("/var/lang/bin:");
  if (!is) return undefined;
  const version = variables.get("DOTNET_ROOT") === "/var/lang/bin" && versionIn(variables, "DOTNET_VERSION");
  const base = "aws-lambda";
  const reason = "it has the variables of an AWS base image";
  if (!version) return { base, reason: `${reason}, but they do not show its runtime` };
  return { base, reason: `${reason}, and DOTNET_VERSION is ${version}`, runtime: dotnetRuntime(version) };
}

/** Variables of the official images of languages. AWS's dates do not apply to these. */
const LANGUAGES: readonly (readonly [variable: string, language: string])[] = [
  ["PYTHON_VERSION", "Python"],
  ["NODE_VERSION", "Node.js"],
  ["JAVA_VERSION", "Java"],
  ["RUBY_VERSION", "Ruby"],
  ["GOLANG_VERSION", "Go"],
  ["DOTNET_VERSION", ".NET"],
];

function ofOthers(variables: ReadonlyMap<string, string>): ImageEvidence {
  for (const [variable, language] of LANGUAGES) {
    const version = versionIn(variables, variable);
    if (version !== undefined)
      return {
        reason: `not an AWS base image: ${variable} says ${language} ${version}; AWS's dates do not apply to it`,
      };
  }
  return { reason: "the image does not name its base image" };
}

function versionIn(variables: ReadonlyMap<string, string>, name: string): string | undefined {
  return /^(?:jdk-?)?v?(\d{1,3}(?:\.\d{1,4}){0,3})(?:[+\-_][\w.]{0,30})?$/.exec(
    variables.get(name) ?? "",
  )?.[1];
}

export function annotationsOf(manifest: JsonObject): JsonObject {
  return isObject(manifest.annotations) ? manifest.annotations : {};
}
