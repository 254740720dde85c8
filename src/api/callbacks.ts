/** What a program passes besides values. */
export interface Warnings {
  /** Receives what the program would print on stderr, such as a warning that the lifecycle data is old. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

export interface Cancellation {
  /** Ends the scan early, like an interrupt: what is unread is yielded as `not-attempted`. */
  readonly signal?: AbortSignal | undefined;
}

/** How a table is drawn; nothing is cut by default. */
export interface Drawing {
  /** The width of a table in columns, as of a terminal. Default: as wide as its contents. */
  readonly width?: number | undefined;
  /** Colours in a table. Default: none. */
  readonly color?: boolean | undefined;
}
