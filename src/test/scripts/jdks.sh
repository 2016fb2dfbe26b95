#!/usr/bin/env bash
# Builds and tests with every JDK of this machine from 17 on, one after the other, the oldest first:
#   src/test/scripts/jdks.sh [TESTS]     TESTS as for -Dtest; without them all tests
#   src/test/scripts/jdks.sh --list      names the JDKs and ends
# JDKs are looked for in /usr/lib/jvm, in ~/.sdkman/candidates/java and in the folders that JDKS names, separated by colons.
# Of several builds of one version the last found counts. The classes stay those of Java 17 (release in pom.xml), whoever compiles them.
set -euo pipefail
cd "$(dirname "$0")/../../.."

declare -A found
IFS=: read -ra named <<< "${JDKS:-}"
for home in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "${named[@]}"; do
  [ -x "$home/bin/javac" ] || continue
  version=$("$home/bin/javac" -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
  [ "$version" -ge 17 ] && found[$version]=$(realpath "$home")
done
versions=$(printf '%s\n' "${!found[@]}" | sort -n)
if [ -z "$versions" ]; then
  echo "No JDK from 17 on: install one, or name its folder in JDKS" >&2
  exit 1
fi
if [ "${1:-}" = --list ]; then
  for version in $versions; do echo "$version ${found[$version]}"; done
  exit
fi

failed=0
for version in $versions; do
  echo "JDK $version, ${found[$version]}"
  rm -rf target/classes target/test-classes target/maven-status
  if [ $# -gt 0 ]; then what=(-Dtest="$1" -Dsurefire.failIfNoSpecifiedTests=false test); else what=(verify); fi
  if JAVA_HOME=${found[$version]} ./mvnw --batch-mode --no-transfer-progress -q ${JDKS_OPTIONS:-} "${what[@]}" < /dev/null; then
    echo "JDK $version: passed"
  else
    echo "JDK $version: failed"
    failed=1
  fi
done
exit "$failed"
