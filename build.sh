#!/usr/bin/env bash
# Restores, builds, checks the formatting and runs every test. Needs the .NET SDK and bash.
#   ./build.sh           what every change must pass; under 25 minutes on 2 cores
#   ./build.sh --long    the same with the long fuzz and crash runs
# The last line is "N passed, N failed"; the exit code is 0 only if tests ran and none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

for argument in "$@"; do
  case "$argument" in
    --long) export COUPLER_LONG=1 ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' build.sh; exit 0 ;;
    *) echo "build.sh: unknown argument '$argument'; see ./build.sh --help" >&2; exit 2 ;;
  esac
done

step() { printf '\n== %s\n' "$1"; }

step 'restore'
dotnet restore Coupler.slnx

step 'build'
dotnet build Coupler.slnx --configuration Release --no-restore

step 'formatting'
dotnet format Coupler.slnx --verify-no-changes --no-restore

step 'publish the command line'
./coupler --version

passed=0 failed=0
run_tests() {
  local log status=0
  log=$(mktemp)
  step "test $1"
  "artifacts/bin/$1/release/$1" -noColor | tee "$log" || status=$?
  local summary
  summary=$(grep -E "^ *$1 +Total: [0-9]+" "$log" | tail -n 1 || true)
  rm -f "$log"
  if [[ "$summary" =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Not\ Run:\ ([0-9]+) ]]; then
    local bad=$((BASH_REMATCH[2] + BASH_REMATCH[3]))
    failed=$((failed + bad))
    passed=$((passed + BASH_REMATCH[1] - BASH_REMATCH[3] - BASH_REMATCH[4] - BASH_REMATCH[5]))
    if ((BASH_REMATCH[1] == 0 || (status != 0 && bad == 0))); then failed=$((failed + 1)); fi
  else
    echo "$1 ended with exit code $status and told no summary"
    failed=$((failed + 1))
  fi
}

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  if grep -q 'xunit.v3' "$project"; then run_tests "$name"; fi
done

printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0 && passed > 0))
