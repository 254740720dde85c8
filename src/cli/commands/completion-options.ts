import type { CommandEntry } from "../options/entry.ts";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const COMPLETION = {
  summary: "print a shell completion script",
  positionals: [
    {
      name: "SHELL",
      required: false,
      choices: SHELLS,
      help: "bash, zsh or fish. Default: your own shell ($SHELL), otherwise bash. To try it in this session: source <(lambda-inventory completion bash)",
    },
  ],
  options: {},
  examples: [
    ["bash > /etc/bash_completion.d/lambda-inventory", "install it for bash"],
    ["zsh > ~/.zfunc/_lambda-inventory", "install it for zsh, in a directory of $fpath"],
  ],
} as const satisfies CommandEntry;
