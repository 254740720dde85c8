#!/bin/sh
# Keeps one Jira issue per work item of a plan: creates it once, updates it when the item changes, closes it when the item is
# done, and reopens it when the item is back. An item that is gone because its functions are waived, or in another item now, is closed
# with a text that says so. Items that could not be read this time (`unknown`) are left untouched.
#
#   jira-issues.sh plan.json
#
# Needs jq 1.6 and curl. For Jira Cloud (REST API 3). Running it again changes nothing, but leave a minute between two runs: Jira's
# search finds a new issue some seconds after it was created.
#
#   JIRA_URL         https://acme.atlassian.net
#   JIRA_USER        e-mail address of the account that creates the issues
#   JIRA_TOKEN       its API token
#   JIRA_PROJECT     key of the project
#   JIRA_ISSUE_TYPE  default Task
#   JIRA_CLOSE       name of the transition that closes an issue; default: the first that leads to a status of the category "done"
#   JIRA_REOPEN      likewise, for one that leads away from it
#   DRY_RUN          1: print what would change, and change nothing
set -eu

: "${JIRA_URL:?is not set: https://acme.atlassian.net}" "${JIRA_USER:?is not set}" "${JIRA_TOKEN:?is not set}"
: "${JIRA_PROJECT:?is not set: the key of a project}"
label=lambda-inventory
# Where Jira does not say how long to wait.
unsaid="${SECONDS_TO_WAIT:-60}"

plan="$(realpath "${1:?is missing: the plan, written with --format json}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

die() {
  printf 'jira-issues: %s\n' "$*" >&2
  exit 1
}

case "$JIRA_PROJECT" in *[!A-Z0-9_]*) die "JIRA_PROJECT must be a project key such as OPS, not $JIRA_PROJECT" ;; esac
jq -e '.schemaVersion == 1 and (.items | type == "array" and all(.id | test("^[0-9a-f]{12}$")))' "$plan" >/dev/null 2>&1 ||
  die "$plan is not a plan: create it with lambda-inventory plan --format json"

header() {
  tr -d '\r' <"$work/headers" | awk -F': ' -v name="$1" 'tolower($1) == name { print $2; exit }'
}

# Seconds to wait before the next attempt; nothing where another attempt is useless.
pause_for() {
  case "$status" in
  429 | 503) after="$(header retry-after)" && echo "${after:-$unsaid}" ;;
  # Whether an issue was created is not known then, so a POST is not repeated: the next run will see it.
  5?? | 000) [ "$1" = POST ] || echo "$((attempt * attempt))" ;;
  esac
}

# METHOD PATH [FILE]. The response is in $work/response.
request() {
  attempt=1
  while :; do
    : >"$work/headers"
    : >"$work/response"
    status="$(curl --silent --show-error --max-time 60 --request "$1" --header @"$work/auth" \
      --header 'accept: application/json' ${3:+--header 'content-type: application/json' --data-binary @"$3"} \
      --dump-header "$work/headers" --output "$work/response" --write-out '%{http_code}' "$JIRA_URL/rest/api/3/$2")" ||
      status=000
    case "$status" in 2??) return ;; esac
    pause="$(pause_for "$1")"
    if [ -z "$pause" ] || [ "$attempt" -ge 5 ] || [ "$pause" -gt 900 ]; then
      die "$1 $2: HTTP $status $(jq -r '[.errorMessages[]?, .errors[]?, .message?] | map(strings) | join("; ")
        | gsub("[[:cntrl:]]"; " ")' "$work/response" 2>/dev/null)"
    fi
    [ "$pause" -gt 0 ] || pause=1
    sleep "$pause"
    attempt=$((attempt + 1))
  done
}

change() {
  [ "${DRY_RUN:-}" = 1 ] || request "$@"
}

# The issues by item: id (from a label, since texts can be edited), key, category of the status and checksum, the oldest first.
list_issues() {
  token=
  while :; do
    jq -n --arg jql "project = \"$JIRA_PROJECT\" AND labels = \"$label\" ORDER BY created ASC" --arg token "$token" \
      '{jql: $jql, maxResults: 100, fields: ["labels", "status", "description"]}
        + if $token == "" then {} else {nextPageToken: $token} end' >"$work/payload"
    request POST search/jql "$work/payload"
    jq -r '.issues[] | . as $issue | (.fields.labels[] | capture("^lambda-inventory-(?<id>[0-9a-f]{12})$") | .id) as $id
      | [.fields.description | .. | .text? | strings | capture("^lambda-inventory [0-9a-f]{12} (?<sum>[0-9]+)$") | .sum]
      | [$id, $issue.key, $issue.fields.status.statusCategory.key, last // 0] | @tsv' "$work/response" >>"$work/known"
    token="$(jq -r '.nextPageToken // empty' "$work/response")"
    [ -n "$token" ] || return 0
  done
}

# Two lines per item: id, state (`dropped`: closed without a fix) and checksum; then the issue as JSON. The checksum leaves out what
# changes from day to day. All text
# passes through jq, and none through the shell. The Markdown of the plan becomes Atlassian's document format: paragraphs, lists,
# bold, code and links. Jira accepts 32,767 characters, so a long list is cut.
list_items() {
  jq -r --arg mark "$label" --arg project "$JIRA_PROJECT" --arg type "${JIRA_ISSUE_TYPE:-Task}" '
    def checksum: gsub("\\((in )?[0-9]+ days?( ago)?\\)|\\(today\\)|as of [0-9-]{10}"; "")
      | reduce explode[] as $char (5381; (. * 33 + $char) % 4294967296);
    def text: gsub("&#8203;"; "") | gsub("&#(?<n>[0-9]+);"; [.n | tonumber] | implode);
    def node:
      if startswith("**") then {type: "text", text: (.[2:-2] | text), marks: [{type: "strong"}]}
      elif startswith("`") then {type: "text", text: .[1:-1], marks: [{type: "code"}]}
      elif startswith("[") then capture("^\\[(?<t>[^]]+)\\]\\((?<u>.*)\\)$")
        | {type: "text", text: (.t | text), marks: [{type: "link", attrs: {href: .u}}]}
      else {type: "text", text: text} end;
    def inline: gsub("(?<m>\\*\\*[^*]+\\*\\*|`[^`]+`|\\[[^]]+\\]\\([^)]+\\))"; "\u0001\(.m)\u0001")
      | split("\u0001") | map(select(. != "") | node | select(.text != ""));
    def paragraph: {type: "paragraph", content: inline};
    def fitted: reduce .[] as $line ({lines: [], used: 0, left: 0};
        .used += ($line | length)
        | if ($line | startswith("- ")) and .used > 28000 then .left += 1 else .lines += [$line] end)
      | .lines + if .left > 0 then ["", "\(.left) more lines did not fit."] else [] end;
    def block: if all(startswith("- "))
      then {type: "bulletList", content: map({type: "listItem", content: [.[2:] | paragraph]})}
      else join(" ") | paragraph end;
    .items[] | .id as $id | ([.title, .body] | tostring | checksum) as $sum
    | (.body | split("\n") | fitted | join("\n") | [splits("\n\n+")] | map([splits("\n")] | map(select(. != ""))
      | select(length > 0) | block)) as $blocks
    | (if .state == "done" and (.waived or .moved) then "dropped" else .state end) as $state
    | "\($id) \($state) \($sum)", ({fields: {
        summary: (.title | gsub("[[:cntrl:]]"; " ") | .[:250]),
        description: {type: "doc", version: 1, content: ($blocks + ["lambda-inventory \($id) \($sum)" | paragraph])},
        project: {key: $project}, issuetype: {name: $type}, labels: [$mark, "\($mark)-\($id)"]}} | tojson)' "$plan"
}

say() {
  printf '%s\t%s\t%s\n' "$1" "$2" "$(printf '%s' "$item" | jq -r .fields.summary)"
}

create() {
  printf '%s' "$item" >"$work/payload"
  change POST issue "$work/payload"
  [ "${DRY_RUN:-}" = 1 ] || key="$(jq -r .key "$work/response")"
  say created "$key"
}

# Project, type and labels stay as people have set them.
update() {
  printf '%s' "$item" | jq '{fields: {summary: .fields.summary, description: .fields.description}}' >"$work/payload"
  change PUT "issue/$key" "$work/payload"
  say "$1" "$key"
}

# The name of a transition or nothing, and whether it leads to a status that is done.
transition() {
  request GET "issue/$key/transitions"
  jq -e --arg name "$1" --argjson closes "$2" 'first(.transitions[]
    | select(if $name != "" then .name == $name else (.to.statusCategory.key == "done") == $closes end))
    | {transition: {id: .id}}' "$work/response" >"$work/payload" ||
    die "issue $key has no transition ${1:-to a status that is$([ "$2" = true ] || echo ' not') done}"
  change POST "issue/$key/transitions" "$work/payload"
}

# The summary and the text stay as they were: they say what was done.
close() {
  transition "${JIRA_CLOSE:-}" true
  say closed "$key"
}

drop() {
  printf '%s' "$item" | jq '{fields: {summary: .fields.summary, description: .fields.description}}' >"$work/payload"
  change PUT "issue/$key" "$work/payload"
  close
}

reopen() {
  transition "${JIRA_REOPEN:-}" false
  update reopened
}

sync_item() {
  awk -v id="$id" '$1 == id { print; exit }' "$work/known" >"$work/issue"
  read -r _ key was old <"$work/issue" || key=
  case "$state:${key:+$was}" in
  unknown: | done: | done:done | dropped: | dropped:done) ;;
  unknown:*) say 'not read' "$key" ;;
  done:*) close ;;
  dropped:*) drop ;;
  *:) create ;;
  *:done) reopen ;;
  *) [ "$sum" = "$old" ] || update updated ;;
  esac
}

umask 077
printf 'authorization: Basic %s\n' "$(printf '%s:%s' "$JIRA_USER" "$JIRA_TOKEN" | base64 | tr -d '\n')" >"$work/auth"
: >"$work/known"
list_issues
list_items >"$work/items"
while read -r id state sum && IFS= read -r item; do sync_item </dev/null; done <"$work/items"
