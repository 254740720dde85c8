/** Part of every secret of a simulated function: it must not appear in any output. */
export const SECRET_MARK = "hunter2";
