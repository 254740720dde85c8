#!/bin/sh
# Keeps one GitHub issue per work item of a plan: creates it once, updates it when the item changes, closes it when the item is
# done, and reopens it when the item is back. An item that is gone because its functions are waived, or in another item now, is closed
# with a text that says so. Items that could not be read this time (`unknown`) are left untouched.
#
#   github-issues.sh plan.json
#
# Needs jq 1.6, and curl or the GitHub CLI. Running it again changes nothing, so it can be repeated after any failure.
#
#   GITHUB_REPOSITORY  owner/name of the repository for the issues
#   GITHUB_TOKEN       may read and write issues, and set labels; with GITHUB_CLIENT=gh, that of `gh auth login` is used
#   GITHUB_CLIENT      curl (default) or gh
#   GITHUB_API_URL     default https://api.github.com; https://HOST/api/v3 for GitHub Enterprise Server (curl only)
#   DRY_RUN            1: print what would change, and change nothing
set -eu

: "${GITHUB_REPOSITORY:?is not set: owner/name}"
client="${GITHUB_CLIENT:-curl}"
api="${GITHUB_API_URL:-https://api.github.com}"
label=lambda-inventory
# GitHub asks for a second between two changes, and for a minute where it does not say how long to wait.
between="${SECONDS_BETWEEN_CHANGES:-1}"
unsaid="${SECONDS_TO_WAIT:-60}"

plan="$(realpath "${1:?is missing: the plan, written with --format json}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

die() {
  printf 'github-issues: %s\n' "$*" >&2
  exit 1
}

case "$GITHUB_REPOSITORY" in
*/*/* | *[!A-Za-z0-9._/-]* | /* | */) die "GITHUB_REPOSITORY must be owner/name, not $GITHUB_REPOSITORY" ;;
*/*) ;;
*) die "GITHUB_REPOSITORY must be owner/name, not $GITHUB_REPOSITORY" ;;
esac
case "$client" in curl | gh) ;; *) die "GITHUB_CLIENT must be curl or gh, not $client" ;; esac
jq -e '.schemaVersion == 1 and (.items | type == "array" and all(.id | test("^[0-9a-f]{12}$")))' "$plan" >/dev/null 2>&1 ||
  die "$plan is not a plan: create it with lambda-inventory plan --format json"

# One request: METHOD PATH [FILE]. Sets $status; the rest is in $work/headers and $work/response.
curl_once() {
  status="$(curl --silent --show-error --max-time 60 --request "$1" --header @"$work/auth" \
    --header 'accept: application/vnd.github+json' --header 'x-github-api-version: 2022-11-28' \
    ${3:+--header 'content-type: application/json' --data-binary @"$3"} \
    --dump-header "$work/headers" --output "$work/response" --write-out '%{http_code}' "$(absolute "$2")")" || status=000
}

gh_once() {
  gh api --include --method "$1" --header 'x-github-api-version: 2022-11-28' ${3:+--input "$3"} "$2" \
    >"$work/answer" 2>"$work/error" || true
  sed '/^.\{0,1\}$/,$d' "$work/answer" >"$work/headers"
  sed '1,/^.\{0,1\}$/d' "$work/answer" >"$work/response"
  status="$(awk 'NR == 1 { print $2 }' "$work/headers")"
  [ -n "$status" ] || status=000
}

# The next page has a whole URL; the token is sent to no other host.
absolute() {
  case "$1" in
  "$api"/*) printf %s "$1" ;;
  *://*) die "unexpected link to $1" ;;
  *) printf '%s/%s' "$api" "$1" ;;
  esac
}

header() {
  tr -d '\r' <"$work/headers" | awk -F': ' -v name="$1" 'tolower($1) == name { print $2; exit }'
}

# Seconds to wait before the next attempt; nothing where another attempt is useless.
pause_for() {
  if [ "$status" = 429 ] || { [ "$status" = 403 ] && is_limited; }; then
    after="$(header retry-after)"
    reset="$(header x-ratelimit-reset)"
    if [ -n "$after" ]; then
      echo "$after"
    elif [ "$(header x-ratelimit-remaining)" = 0 ] && [ -n "$reset" ]; then
      echo "$((reset - $(date +%s) + 1))"
    else
      echo "$unsaid"
    fi
  elif [ "$1" != POST ]; then
    # Whether an issue was created is not known then, so a POST is not repeated: the next run will see it.
    case "$status" in 5?? | 000) echo "$((attempt * attempt))" ;; esac
  fi
}

is_limited() {
  [ -n "$(header retry-after)" ] || [ "$(header x-ratelimit-remaining)" = 0 ] || grep -qi 'rate limit' "$work/response"
}

request() {
  attempt=1
  while :; do
    : >"$work/headers"
    : >"$work/response"
    "${client}_once" "$@"
    case "$status" in 2??) return ;; esac
    pause="$(pause_for "$1")"
    if [ -z "$pause" ] || [ "$attempt" -ge 5 ] || [ "$pause" -gt 900 ]; then
      die "$1 $2: HTTP $status $(jq -r '.message // empty | gsub("[[:cntrl:]]"; " ")' "$work/response" 2>/dev/null)"
    fi
    [ "$pause" -gt 0 ] || pause=1
    sleep "$pause"
    attempt=$((attempt + 1))
  done
}

change() {
  [ "${DRY_RUN:-}" = 1 ] && return
  request "$@"
  sleep "$between"
}

# The issues by item: id, number, state and checksum, the oldest first. Search would find new ones late; a list does not.
list_issues() {
  page="repos/$GITHUB_REPOSITORY/issues?labels=$label&state=all&sort=created&direction=asc&per_page=100"
  while [ -n "$page" ]; do
    request GET "$page"
    jq -r '.[] | select(.pull_request == null) | . as $issue | (.body // "")
      | capture("<!-- lambda-inventory (?<id>[0-9a-f]{12}) (?<sum>[0-9]+) -->")
      | [.id, $issue.number, $issue.state, .sum] | @tsv' "$work/response" >>"$work/known"
    page="$(header link | tr , '\n' | sed -n 's/^ *<\([^>]*\)>; *rel="next".*/\1/p')"
  done
}

# Two lines per item: id, state (`dropped`: closed without a fix) and checksum; then the issue as JSON. The checksum leaves out what
# changes from day to day. All text
# passes through jq, and none through the shell.
list_items() {
  jq -r 'def checksum: gsub("\\((in )?[0-9]+ days?( ago)?\\)|\\(today\\)|as of [0-9-]{10}"; "")
      | reduce explode[] as $char (5381; (. * 33 + $char) % 4294967296);
    .items[] | ([.title, .body] | tostring | checksum) as $sum
    | (if .state == "done" and (.waived or .moved) then "dropped" else .state end) as $state
    | "\(.id) \($state) \($sum)",
      ({title: .title[:250], body: "\(.body)\n<!-- lambda-inventory \(.id) \($sum) -->\n"} | tojson)' "$plan"
}

say() {
  printf '%s\t%s\t%s\n' "$1" "$2" "$(printf '%s' "$item" | jq -r '.title | gsub("[[:cntrl:]]"; " ")')"
}

create() {
  printf '%s' "$item" | jq --arg name "$label" '. + {labels: [$name]}' >"$work/payload"
  change POST "repos/$GITHUB_REPOSITORY/issues" "$work/payload"
  if [ "${DRY_RUN:-}" != 1 ]; then
    number="$(jq .number "$work/response")"
    jq -e --arg name "$label" '.labels | any(.name == $name)' "$work/response" >/dev/null ||
      die "issue #$number has no label $label, so the next run could not find it: this token may not set labels"
  fi
  say created "${number:+#$number}"
}

update() {
  printf '%s' "$item" | jq '. + {state: "open"}' >"$work/payload"
  change PATCH "repos/$GITHUB_REPOSITORY/issues/$number" "$work/payload"
  say "$1" "#$number"
}

# The title and the text stay as they were: they say what was done.
close() {
  echo '{"state": "closed", "state_reason": "completed"}' >"$work/payload"
  change PATCH "repos/$GITHUB_REPOSITORY/issues/$number" "$work/payload"
  say closed "#$number"
}

drop() {
  printf '%s' "$item" | jq '. + {state: "closed", state_reason: "not_planned"}' >"$work/payload"
  change PATCH "repos/$GITHUB_REPOSITORY/issues/$number" "$work/payload"
  say closed "#$number"
}

sync_item() {
  awk -v id="$id" '$1 == id { print; exit }' "$work/known" >"$work/issue"
  read -r _ number was old <"$work/issue" || number=
  case "$state:${number:+$was}" in
  unknown: | done: | done:closed | dropped: | dropped:closed) ;;
  unknown:*) say 'not read' "#$number" ;;
  done:*) close ;;
  dropped:*) drop ;;
  *:) create ;;
  *:closed) update reopened ;;
  *) [ "$sum" = "$old" ] || update updated ;;
  esac
}

umask 077
printf 'authorization: Bearer %s\n' "${GITHUB_TOKEN:-}" >"$work/auth"
: >"$work/known"
list_issues
list_items >"$work/items"
while read -r id state sum && IFS= read -r item; do sync_item </dev/null; done <"$work/items"
