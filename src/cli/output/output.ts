/** Where a report goes: stdout, a pipe or a device, or a file that is replaced as a whole. */
export interface Output {
  /** Resolves when there is room for more; at once when the reader has gone. Throws a `UserError`. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** True once the reader has closed the pipe (`| head`): nothing written after that matters. */
  readonly closed: boolean;
  /** The report is complete: a file gets its name now. Throws a `UserError`. */
  finish(): Promise<void>;
  /** The report is not wanted: a file leaves no trace. */
  discard(): void;
}
