import { availableParallelism } from "node:os";
import process from "node:process";

/** For `npm run mutation`, which says what is mutated and by which tests. */
export default {
  testRunner: "tap",
  plugins: ["@stryker-mutator/tap-runner"],
  // A process for each test file and mutant: where Node reads TypeScript by itself, each starts in half the time.
  tap: {
    nodeArgs: [...(process.features.typescript ? [] : ["--import", "tsx"]), "--test-reporter=tap"],
  },
  coverageAnalysis: "perTest",
  // Tables are made when a file is loaded: each of their mutants would run every test.
  ignoreStatic: true,
  concurrency: availableParallelism(),
  tsconfigFile: "none.json",
  ignorePatterns: ["bench", "docs", "/reports", "*.tgz"],
  reporters: ["clear-text", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: ".stryker-tmp",
};
