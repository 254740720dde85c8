/** `npm test` gives properties the same inputs in each run; SEED=N gives others, and so does a test file run alone. */
import process from "node:process";
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
