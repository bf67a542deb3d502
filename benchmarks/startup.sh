#!/usr/bin/env bash
# From the start of the process to the printed result of a Bell file, beside a hello-world program of the same runtime,
# published the same way: ./benchmarks/startup.sh [RUNS]
# The goal: the minimum of 11 runs is at most 0.35 s.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-11}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat > "$folder/hello.csproj" << 'EOF'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
    <PublishReadyToRun>true</PublishReadyToRun>
    <TieredPGO>false</TieredPGO>
    <EventSourceSupport>false</EventSourceSupport>
    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
    <SelfContained>false</SelfContained>
  </PropertyGroup>
</Project>
EOF
echo 'System.Console.WriteLine("hello");' > "$folder/hello.cs"
dotnet publish "$folder/hello.csproj" --configuration Release --output "$folder/out" -nodeReuse:false > "$folder/publish.log" ||
  { cat "$folder/publish.log"; exit 1; }
./coupler --version > /dev/null

# Leaves in "took" the microseconds that a command takes.
measure() {
  local start=${EPOCHREALTIME/[.,]/}
  "$@" > "$folder/printed"
  took=$((${EPOCHREALTIME/[.,]/} - start))
}

# Alternating, so that a busy moment of the machine meets both.
hello=() bell=()
for ((run = 0; run < runs; run++)); do
  measure dotnet "$folder/out/hello.dll"
  hello+=("$took")
  measure ./coupler run samples/circuits/bell.qasm
  bell+=("$took")
done

# Name, then the times.
report() {
  local name=$1 sorted
  shift
  mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
  printf '%-48s  minimum %4d ms  median %4d ms  of %d runs\n' \
    "$name" $((sorted[0] / 1000)) $((sorted[${#sorted[@]} / 2] / 1000)) "${#sorted[@]}"
}
report 'hello world, dotnet hello.dll' "${hello[@]}"
report './coupler run samples/circuits/bell.qasm' "${bell[@]}"
