/** The built program as users run it: a child process with real pipes, signals and a terminal. */
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { estate, type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { cleanEnv } from "./program.ts";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
const MANY = 700;
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [
        {
          name: "big",
          functions: {
            "eu-west-1": Array.from({ length: MANY }, (_, i) => ({
              name: `fn-${String(i).padStart(4, "0")}`,
              Runtime: "nodejs20.x",
              Description: "x".repeat(400),
            })),
            "us-east-1": [
              {
                name: "japanese",
                Runtime: "python3.9",
                Description: "在庫一覧を毎晩つくる関数です。長い説明文がここに続きます。",
              },
              {
                name: "emoji",
                Runtime: "nodejs24.x",
                Description: "🚀 ships parcels 👩‍👩‍👧‍👦 to families everywhere on earth",
              },
            ],
          },
        },
      ],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not the synchronous kind: the simulator answers from this process. */
async function execute(file: string, argv: readonly string[]): Promise<Ended> {
  const child = spawn(file, argv, { env: env as NodeJS.ProcessEnv });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

test("--version is one line with the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  const { stdout, status } = spawnSync(process.execPath, [MAIN, "--version"], { encoding: "utf8" });
  assert.deepEqual([stdout, status], [`lambda-inventory ${version}\n`, 0]);
});

test("--help prints on stdout and ends well, -h fits a screen of 24 × 80", () => {
  const full = spawnSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
  assert.equal(full.status, 0);
  assert.match(full.stdout, /--exclude-region/);
  const short = spawnSync(process.execPath, [MAIN, "-h"], { encoding: "utf8" });
  const lines = short.stdout.trimEnd().split("\n");
  assert.ok(lines.length <= 24 && lines.every((line) => line.length <= 80), short.stdout);
});

test("a report of more than 300 kB comes whole through a pipe", async () => {
  const { stdout, code } = await execute(process.execPath, [MAIN, "-f", "tsv", "-q"]);
  assert.equal(code, 0);
  assert.ok(stdout.length > 300_000, `${stdout.length} bytes`);
  assert.equal(stdout.trimEnd().split("\n").length, MANY + 3);
});

test("a reader that closes the pipe is no error", async () => {
  const command = `"${process.execPath}" "${MAIN}" -f tsv | head -n 2; echo "codes \${PIPESTATUS[*]}"`;
  const { stdout, stderr } = await execute("bash", ["-c", command]);
  assert.equal(stderr, "");
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual([lines.length, lines[2]], [3, "codes 0 0"]);
});

test("nobody need read: help, and words on stderr", async () => {
  const program = `"${process.execPath}" "${MAIN}"`;
  for (const command of [
    `${program} --help | true; echo "codes \${PIPESTATUS[*]}"`,
    `${program} completion bash | true; echo "codes \${PIPESTATUS[*]}"`,
    `${program} -r us-east-1 -f tsv 2>&1 >/dev/null | true; echo "codes \${PIPESTATUS[*]}"`,
  ]) {
    const { stdout, stderr } = await execute("bash", ["-c", command]);
    assert.deepEqual([stdout, stderr], ["codes 0 0\n", ""], command);
  }
});

for (const argv of ["-f tsv -q -r us-east-1", "-q -r us-east-1", "--help", "runtimes -q"]) {
  test(`a full disk behind stdout is an error: ${argv}`, { skip: !existsSync("/dev/full") }, async () => {
    const command = `"${process.execPath}" "${MAIN}" ${argv} > /dev/full`;
    const { code, stderr } = await execute("bash", ["-c", command]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^lambda-inventory: cannot write to stdout: the disk is full\n {2}\S.*\n$/);
  });
}

test("a fault of the program is none of the other exit codes' matters, and shows no data", async () => {
  const fault = "const e = new Error('boom'); e.body = 'secret'; setTimeout(() => Promise.reject(e), 300)";
  // Not as it is: where it was thrown is shown.
  const preload = `data:text/javascript;base64,${Buffer.from(fault).toString("base64")}`;
  const { code, stderr } = await execute(process.execPath, ["--import", preload, MAIN, "-f", "tsv"]);
  assert.equal(code, 3);
  assert.match(
    stderr,
    /lambda-inventory: a fault of the program ended it, please report this:\n {2}Error: boom\n/,
  );
  assert.doesNotMatch(stderr, /secret/);
});

test("an interrupt prints what was read, names the rest, and leaves no half-written file", async (t) => {
  const slow = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [
        { name: "one", functions: { "eu-west-1": ["quick nodejs20.x"], "us-east-1": ["slow nodejs20.x"] } },
      ],
    }),
    latencyMs: ({ region, action }) => (region === "us-east-1" && action === "ListFunctions" ? 60_000 : 0),
  });
  t.after(() => slow.close());
  const folder = mkdtempSync(join(tmpdir(), "interrupt-"));
  const argv = ["-f", "json", "-o", "report.json", "-r", "eu-west-1,us-east-1"];
  const child = spawn(process.execPath, [MAIN, ...argv], {
    env: cleanEnv(slow.env()) as NodeJS.ProcessEnv,
    cwd: folder,
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  while (slow.requests.count("lambda:ListFunctions") < 2) await sleep(20);
  await sleep(200);
  child.kill("SIGINT");
  const code = await new Promise((done) => child.on("close", done));
  assert.equal(code, 130, stderr);
  assert.deepEqual(readdirSync(folder), ["report.json"]);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  assert.deepEqual(
    report.functions.map(({ functionName }: { functionName: string }) => functionName),
    ["quick"],
  );
  assert.deepEqual(
    report.coverage.map(({ region, status }: { region: string; status: string }) => [region, status]),
    [
      ["eu-west-1", "ok"],
      ["us-east-1", "not-attempted"],
    ],
  );
  assert.deepEqual([report.summary.read, report.summary.notRead], [1, 1]);
});

test("SIGTERM ends with 143", async (t) => {
  const slow = await startSimulator({
    estate: estate({ organization: false, accounts: [{ functions: { "eu-west-1": ["fn nodejs20.x"] } }] }),
    latencyMs: 60_000,
  });
  t.after(() => slow.close());
  const child = spawn(process.execPath, [MAIN, "-f", "tsv"], {
    env: cleanEnv(slow.env()) as NodeJS.ProcessEnv,
  });
  while (slow.requests.total === 0) await sleep(20);
  child.kill("SIGTERM");
  assert.equal(await new Promise((done) => child.on("close", done)), 143);
});

/** Runs a command in a terminal of 80 × 50 and returns what stands on its screen. */
async function inTerminal(command: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const socket = `inventory-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const tmux = (...argv: string[]) =>
    execFileSync("tmux", ["-L", socket, ...argv], { encoding: "utf8", env: environment });
  tmux("-u", "new-session", "-d", "-x", "80", "-y", "50", `${command}; echo "ended $?"; sleep 60`);
  try {
    for (let i = 0; i < 100; i++) {
      await sleep(150);
      const screen = tmux("capture-pane", "-p", "-e");
      if (screen.includes("ended ")) return screen.trimEnd().split("\n");
    }
    throw new Error("the command did not end");
  } finally {
    tmux("kill-server");
  }
}

const noTmux = spawnSync("tmux", ["-V"]).status !== 0 && "tmux is not installed: apt-get install tmux";

test("in a terminal of 80 columns no line is wider, Japanese and emoji included", {
  skip: noTmux,
}, async () => {
  const environment = { ...env, TERM: "xterm-256color", LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
  const screen = await inTerminal(`"${process.execPath}" "${MAIN}" -r us-east-1`, environment);
  const text = screen.map((line) => line.replaceAll(/\x1b\[[0-9;]*m/g, ""));
  assert.ok(
    text.some((line) => line.includes("在庫一覧")),
    screen.join("\n"),
  );
  assert.ok(
    text.some((line) => line.includes("🚀")),
    screen.join("\n"),
  );
  // A line that is too wide wraps, and then the box's edge stands alone on a line of its own.
  const rows = text.filter((line) => /japanese|emoji/.test(line));
  assert.equal(rows.length, 2, screen.join("\n"));
  assert.match(screen.join("\n"), /\x1b\[3[0-9]/, "status is coloured");
});

test("NO_COLOR and TERM=dumb keep colours out of a terminal", { skip: noTmux }, async () => {
  for (const plain of [{ NO_COLOR: "1", TERM: "xterm-256color" }, { TERM: "dumb" }]) {
    const environment = { ...env, LANG: "C.UTF-8" } as NodeJS.ProcessEnv;
    const settings = Object.entries(plain)
      .map(([name, value]) => `${name}=${value}`)
      .join(" ");
    const command = `env ${settings} "${process.execPath}" "${MAIN}" -r us-east-1`;
    const screen = await inTerminal(command, environment);
    assert.doesNotMatch(screen.join("\n"), /\x1b\[3[0-9]/);
  }
});
