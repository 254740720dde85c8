import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const folder = temporaryDirectory("lambda-inventory-completion");
const EVIL = `evil$(touch\${IFS}pwned)`;

/** Profile names as `aws configure set` and people write them; some would run a command if a shell expanded them. */
const CONFIG = `[default]
[profile hub]
[profile prod-eu]
[sso-session prodigy]
[profile 'team a']
[profile "o'neil"]
[profile 'q'"'"'uote']
[profile semi;colon] # a comment
[profile ${EVIL}]
[profile tick\`touch\${IFS}pwned\`]
[profile dollar"$HOME"]
[profile back\\slash]
`;
writeFileSync(join(folder, "config"), CONFIG);
writeFileSync(join(folder, "credentials"), "[keys]\naws_access_key_id = x\n[two words]");
writeFileSync(join(folder, "monday.json"), "{}");

/** What is typed before the Tab key, and the arguments that the program then gets. */
const TYPED: readonly (readonly [string, string])[] = [
  ["acc", "accounts"],
  ["--all-p", "--all-profiles"],
  ["accounts --format ya", "accounts --format yaml"],
  ["role -f terr", "role -f terraform"],
  ["-f ts", "-f tsv"],
  ["--format=nd", "--format=ndjson"],
  ["--columns region,functionN", "--columns region,functionName"],
  ["--status deprecated,cre", "--status deprecated,create-blocked"],
  ["-r eu-central-1,us-gov-e", "-r eu-central-1,us-gov-east-1"],
  ["-p pro", "-p prod-eu"],
  ["--profile hub,prod", "--profile hub,prod-eu"],
  ["completion z", "completion zsh"],
  ["diff mon", "diff monday.json"],
  ["report mon", "report monday.json"],
  ["trend --group-by owner mon", "trend --group-by owner monday.json"],
  ["help form", "help formats"],
  ["help pl", "help plan"],
  ["-a mon", "-a monday.json"],
  ["diff monday.json --fail", "diff monday.json --fail-on"],
  ["role --trus", "role --trusted-account"],
];

/** What is typed for a profile, and the profile that the program then gets. */
const PROFILES: readonly (readonly [string, string])[] = [
  ["-p te", "team a"],
  ["-p team\\ ", "team a"],
  ["-p 'tea", "team a"],
  ['-p "tea', "team a"],
  ["--profile=te", "--profile=team a"],
  ["-p o", "o'neil"],
  ["-p 'o", "o'neil"],
  ["-p q", "q'uote"],
  ["-p sem", "semi;colon"],
  ["-p evi", EVIL],
  ['-p "evi', EVIL],
  ["-p tic", `tick\`touch\${IFS}pwned\``],
  ["-p dol", 'dollar"$HOME"'],
  ["-p bac", "back\\slash"],
  ["-p ke", "keys"],
  ["-p tw", "two words"],
];

interface Loading {
  readonly shell: "bash" | "zsh";
  readonly argv: string;
  load(file: string): string;
}

/** How each shell loads its script, without the user's own start-up files. */
const LOADINGS: Readonly<Record<string, Loading>> = {
  bash: {
    shell: "bash",
    argv: "bash --norc --noprofile -i",
    load: (file) => `bind 'set bell-style none'; source ${file}`,
  },
  zsh: {
    shell: "zsh",
    argv: "zsh -f -i",
    load: (file) => `autoload -Uz compinit; compinit -u -D; source ${file}`,
  },
  "zsh with the script in a folder of fpath": {
    shell: "zsh",
    argv: "zsh -f -i",
    load: (file) => {
      mkdirSync(join(folder, "site-functions"), { recursive: true });
      copyFileSync(file, join(folder, "site-functions/_lambda-inventory"));
      return `fpath=(${folder}/site-functions $fpath); autoload -Uz compinit; compinit -u -D`;
    },
  },
  "zsh with the script sourced before compinit": {
    shell: "zsh",
    argv: "zsh -f -i",
    load: (file) => `source ${file}; autoload -Uz compinit; compinit -u -D`,
  },
};

for (const [name, { shell, argv, load }] of Object.entries(LOADINGS)) {
  test(`${name} completes commands, options and values at the Tab key`, {
    skip: missing(shell, "script"),
  }, async () => {
    const setUp = `${load(await scriptFile(shell))}; lambda-inventory() { echo "GOT $*."; }\n`;
    const typed = TYPED.map(([keys]) => `lambda-inventory ${keys}\t\n`);
    assert.deepEqual(
      await interact(argv, setUp, typed),
      TYPED.map(([, expected]) => expected),
    );
  });

  test(`${name} completes the names of profiles and expands none`, {
    skip: missing(shell, "script"),
  }, async () => {
    const setUp = `${load(await scriptFile(shell))}; lambda-inventory() { for last; do :; done; echo "GOT $last."; }\n`;
    const typed = PROFILES.map(([keys]) => `lambda-inventory ${keys}\t\n`);
    assert.deepEqual(
      await interact(argv, setUp, typed),
      PROFILES.map(([, expected]) => expected),
    );
    assert.ok(!existsSync(join(folder, "pwned")), "no command was run");
  });
}

test("fish completes commands, options and values", { skip: missing("fish") }, async () => {
  const file = await scriptFile("fish");
  const found = TYPED.map(([keys]) => {
    const command = `source ${file}; complete -C 'lambda-inventory ${keys}'`;
    const [first = ""] = execFileSync("fish", ["-c", command], {
      cwd: folder,
      env: environment(),
      encoding: "utf8",
    }).split(/[\t\n]/);
    return [keys, first];
  });
  assert.deepEqual(
    found,
    TYPED.map(([keys, completed]) => [keys, completed.split(" ").at(-1)]),
  );
});

test("fish completes the names of profiles and expands none", { skip: missing("fish") }, async () => {
  const file = await scriptFile("fish");
  const found = PROFILES.map(([keys]) => {
    const typed = keys.replaceAll(/[\\']/g, "\\$&");
    const command = `source ${file}; complete -C 'lambda-inventory ${typed}'`;
    const output = execFileSync("fish", ["-c", command], {
      cwd: folder,
      env: environment(),
      encoding: "utf8",
    });
    return [keys, output.split(/[\t\n]/)[0]];
  });
  assert.deepEqual(found, PROFILES);
  assert.ok(!existsSync(join(folder, "pwned")), "no command was run");
});

for (const shell of ["bash", "zsh", "fish"]) {
  test(`${shell}'s script names every option of every command`, async () => {
    const { stdout } = await program(["completion", shell]);
    for (const name of COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()]))
      assert.match(stdout, new RegExp(shell === "fish" ? ` -l ${name} ` : `--${name}\\b`), name);
  });
}

async function scriptFile(shell: string): Promise<string> {
  const { code, stdout, stderr } = await program(["completion", shell]);
  assert.deepEqual([code, stderr], [0, ""]);
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

/** Why a test is skipped, or false. */
function missing(...programs: readonly string[]): string | false {
  const absent = programs.find((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0);
  return absent === undefined ? false : `${absent} is not installed`;
}

function environment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: folder,
    AWS_CONFIG_FILE: join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    TERM: "dumb",
    PS1: "$ ",
    HISTFILE: "",
  };
}

/** Types lines into a shell on a pseudo-terminal; returns what the program was called with for each. */
async function interact(argv: string, setUp: string, lines: readonly string[]): Promise<string[]> {
  const terminal = spawn("script", ["-qec", argv, "/dev/null"], { cwd: folder, env: environment() });
  try {
    let output = "";
    terminal.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    const called = (): string[] => [...output.matchAll(/^GOT (.*)\.\r?$/gm)].map(([, words = ""]) => words);
    terminal.stdin.write(`${setUp}lambda-inventory ready\n`);
    await until(() => called().length === 1);
    for (const [index, line] of lines.entries()) {
      terminal.stdin.write(line);
      await until(() => called().length === index + 2);
    }
    return called().slice(1);
  } finally {
    terminal.kill("SIGKILL");
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 20) {
    assert.ok(waited < 60_000, "the shell responds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
