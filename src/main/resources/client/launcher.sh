#!/bin/sh
# Starts obscura. Written by "obscura launcher". Commands that ask a service start from the few classes they need, which are kept, with the
# JVM's archive of them, in ~/.cache/obscura; everything else starts the whole program.
set -u
# Java reads words by the locale, and C knows ASCII alone.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
java=@JAVA@
program=@PROGRAM@

case "${1-}" in
  @VERBS@) ;;
  *) exec "$java" -jar "$program" "$@" ;;
esac

# Another program, or another Java, has another folder.
stamp=$(stat -c '%Y-%s' "$program" 2> /dev/null || stat -f '%m-%z' "$program") || exit 69
version=$(stat -c '%Y' "$java" 2> /dev/null || stat -f '%m' "$java")
cache="${XDG_CACHE_HOME:-$HOME/.cache}/obscura"
folder="$cache/client-$stamp-$version"

if [ ! -e "$folder/client.jar" ]; then
  umask 077
  if mkdir -p "$cache" && fresh=$(mktemp -d "$cache/new.XXXXXX"); then
    "$java" -jar "$program" launcher --into="$fresh" || exit
    mv "$fresh" "$folder" 2> /dev/null || rm -rf "$fresh"    # somebody else was faster
  else
    exec "$java" -jar "$program" "$@"
  fi
fi

classes="$folder/client.jar"
for library in "$folder"/jackson-*.jar; do classes="$classes:$library"; done
archive="$folder/classes.jsa"
if [ ! -e "$archive" ]; then
  "$java" -XX:ArchiveClassesAtExit="$archive.$$" -XX:+UseSerialGC -Xmx64m -cp "$classes" lab.obscura.client.launcher.Recording > /dev/null 2>&1 &&
    mv "$archive.$$" "$archive" 2> /dev/null || rm -f "$archive.$$"
fi
exec "$java" -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable -Xlog:all=off -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m \
  -cp "$classes" lab.obscura.client.ClientProgram "$@"
