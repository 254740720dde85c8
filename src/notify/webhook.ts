/** The JSON that `--notify webhook` posts: the content of a notice goes in, a plain object comes out. */
import { CHANGE_LISTS } from "./changes.ts";
import type { Notice } from "./notice.ts";

/** At most this many functions are listed for each kind of change; the counts include all. */
const MAX_CHANGES = 200;

/** What `--notify webhook` posts, as JSON; docs/notices.md describes it. */
export function webhookMessage(notice: Notice): object {
  const { change, title, overdue = null, reportUrl = null, ...rest } = notice;
  const changed = change === undefined ? null : changeOf(change);
  return { schemaVersion: 1, title, ...rest, overdue, reportUrl, change: changed };
}

function changeOf({ difference, page }: NonNullable<Notice["change"]>): object {
  const { old, summary, scope, cells, movedDates } = difference;
  return {
    since: { startedAt: old.startedAt, finishedAt: old.finishedAt },
    text: page.summary,
    notes: page.notes,
    summary,
    scope,
    cells,
    movedDates,
    functions: Object.fromEntries(
      CHANGE_LISTS.map(({ kind }) => [kind, difference.functions[kind].slice(0, MAX_CHANGES)]),
    ),
  };
}
