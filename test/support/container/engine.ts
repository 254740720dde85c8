/**
 * A container engine with images that are made here, from Debian's packages: no container registry is used.
 *
 * In: podman, runc and mmdebstrap, as root on Linux. Out: the images that the Dockerfile starts from, and functions that
 * build and run. Everything it stores is in one folder, which close() removes. Only npm's packages are from the cache of this
 * machine, and stay there.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Engine {
  /** Builds the Dockerfile of a directory. */
  build(context: string, tag: string, args: Readonly<Record<string, string>>): Promise<void>;
  run(options: readonly string[], image: string, argv: readonly string[]): Promise<Ended>;
  close(): void;
}

/** The images that stand for debian:trixie-slim and node:24-trixie-slim. */
export const BASE_IMAGE = "localhost/debian";
export const NODE_IMAGE = "localhost/node";

/** Why there is no engine, or undefined. */
export function engineMissing(): string | undefined {
  if (process.getuid?.() !== 0) return "the container engine is tested as root only";
  const missing = ["podman", "runc", "mmdebstrap"].filter(
    (name) => spawnSync(name, ["--version"]).error !== undefined,
  );
  return missing.length === 0 ? undefined : `not installed: ${missing.join(", ")}`;
}

/** Debian's packages could not be fetched: nothing is known about the image then. */
export class NoPackages extends Error {}

/** `installed` has apt, as debian:trixie-slim does; `unpacked` is enough for the program, and is made in a few seconds. */
export async function openEngine(debian: keyof typeof DEBIAN): Promise<Engine> {
  // podman takes no path of more than 50 characters for `--runroot`; the tests' own temporary directory is longer.
  const folder = mkdtempSync(join(roomy("/dev/shm") ? "/dev/shm" : "/tmp", "engine-"));
  const storage = join(folder, "storage");
  const npmCache = spawnSync("npm", ["config", "get", "cache"], { encoding: "utf8" }).stdout.trim();
  mkdirSync(npmCache, { recursive: true });
  const podman = (...argv: string[]) =>
    ended("podman", [
      ...["--root", storage, "--runroot", join(folder, "run"), "--tmpdir", join(folder, "tmp")],
      ...["--storage-driver", "overlay", "--cgroup-manager", "cgroupfs", "--runtime", "runc"],
      ...argv,
    ]);
  const build = async (context: string, tag: string, args: Readonly<Record<string, string>>) => {
    const values = Object.entries(args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
    const where = ["--network", "host", "--isolation", "chroot", "--layers=false", "--pull-never"];
    const cache = ["--volume", `${npmCache}:/npm-cache`];
    succeeded(await podman("build", ...where, ...cache, ...values, "--tag", tag, context));
  };
  const engine: Engine = {
    build,
    run: (options, image, argv) => podman("run", "--rm", ...LIMITS, ...options, image, ...argv),
    close() {
      spawnSync("umount", [join(storage, "overlay")]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    const archive = join(folder, "debian.tar");
    const made = await ended("mmdebstrap", ["--quiet", ...DEBIAN[debian], "trixie", archive]);
    if (made.code !== 0) throw new NoPackages(made.stderr.trim().split("\n").at(-1));
    succeeded(await podman("import", "--quiet", archive, BASE_IMAGE));
    await build(nodeContext(folder, missingLibraries(archive)), NODE_IMAGE, {});
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** Whether a file system in memory has room for the images: to write thousands of small files is half of the work on a disk. */
function roomy(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize > 4 * 2 ** 30;
  } catch {
    return false;
  }
}

/** podman's own limits are higher than some machines allow. */
const LIMITS = ["--ulimit", "nofile=1024:4096", "--ulimit", "nproc=1024:1024"];

const DEBIAN = {
  unpacked: ["--variant=extract", "--include=base-files,base-passwd,coreutils,dash,libstdc++6"],
  // As Debian makes its slim images: without documentation, and dpkg does not wait for the disk.
  installed: [
    "--variant=apt",
    "--include=libstdc++6",
    "--dpkgopt=force-unsafe-io",
    ...["doc", "info", "locale", "man"].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
  ],
} as const;

/** The libraries that this Node.js has loaded and the archive does not have: those of an image are not replaced. */
function missingLibraries(archive: string): readonly string[] {
  const { stdout } = spawnSync("tar", ["--list", "--file", archive], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const present = new Set(stdout.split("\n").map((path) => basename(path)));
  const { sharedObjects } = process.report.getReport() as { sharedObjects: readonly string[] };
  return sharedObjects.filter((path) => /\/lib[^/]+\.so[^/]*$/.test(path) && !present.has(basename(path)));
}

/** Adds this machine's Node.js with its libraries, npm, and the certificates that npm needs here. */
function nodeContext(folder: string, libraries: readonly string[]): string {
  const context = join(folder, "node");
  const local = join(context, "usr/local");
  mkdirSync(join(local, "bin"), { recursive: true });
  cpSync(process.execPath, join(local, "bin/node"));
  mkdirSync(join(context, "usr/lib"));
  for (const library of libraries) copyFileSync(library, join(context, "usr/lib", basename(library)));
  const npm = spawnSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).stdout.trim();
  cpSync(dirname(dirname(realpathSync(npm))), join(local, "lib/node_modules/npm"), { recursive: true });
  symlinkSync("../lib/node_modules/npm/bin/npm-cli.js", join(local, "bin/npm"));
  cpSync("/etc/ssl/certs/ca-certificates.crt", join(local, "certificates.crt"));
  writeFileSync(
    join(context, "Dockerfile"),
    [
      `FROM ${BASE_IMAGE}`,
      "COPY usr /usr",
      "ENV NODE_EXTRA_CA_CERTS=/usr/local/certificates.crt npm_config_cafile=/usr/local/certificates.crt",
      "ENV npm_config_cache=/npm-cache npm_config_prefer_offline=true",
      "",
    ].join("\n"),
  );
  return context;
}

function ended(program: string, argv: readonly string[]): Promise<Ended> {
  const child = spawn(program, argv, { stdio: ["ignore", "pipe", "pipe"] });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      texts[name] += text;
    });
  }
  return new Promise((done, failed) => {
    child.once("error", failed);
    child.once("close", (code) => done({ code: code ?? -1, ...texts }));
  });
}

function succeeded({ code, stdout, stderr }: Ended): void {
  if (code !== 0) throw new Error(`exit code ${code}: ${stdout.slice(-2000)}\n${stderr.slice(-4000)}`);
}
