import type { ScanProgress } from "../scan/scan.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const INTERVAL_MS = 100;

/**
 * Shows counters on stderr until the returned function is called, which removes them. The library is loaded only when
 * there is a terminal to show them on.
 */
export async function showProgress(
  progress: ScanProgress,
  io: Io,
  messages: Messages,
  textOf: (progress: ScanProgress) => string = progressText,
): Promise<() => void> {
  const { createLogUpdate } = await import("log-update");
  const display = createLogUpdate(io.stderr as NodeJS.WritableStream);
  let frame = 0;
  const draw = () => display(`${FRAMES[frame++ % FRAMES.length]} ${textOf(progress)}`);
  const timer = setInterval(draw, INTERVAL_MS);
  messages.above = (text) => {
    display.clear();
    io.stderr.write(text);
    draw();
  };
  draw();
  return () => {
    clearInterval(timer);
    messages.above = undefined;
    display.clear();
    display.done();
  };
}

function progressText(progress: ScanProgress): string {
  const { accounts, accountsDone, targets, targetsDone, functions, failures } = progress;
  const parts = [
    `${accountsDone}/${accounts} accounts`,
    `${targetsDone}/${targets} regions`,
    `${functions} functions`,
  ];
  if (failures > 0) parts.push(`${failures} not read`);
  return parts.join(" · ");
}

/** The counters of `check`, which reads no functions. */
export function placesChecked({
  accounts,
  accountsDone,
  targets,
  targetsDone,
  failures,
}: ScanProgress): string {
  const parts = [`${accountsDone}/${accounts} accounts`, `${targetsDone}/${targets} regions`];
  if (failures > 0) parts.push(`${failures} failed`);
  return parts.join(" · ");
}
