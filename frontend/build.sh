#!/bin/sh
# Builds the pages into the folder given as the first argument. Called by Maven; does nothing when nothing changed.
cd "$(dirname "$0")" || exit 1
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "The web pages need Node.js and npm, which were not found: install Node 20.19 or later, or add -DskipFrontend to build without pages." >&2
    exit 1
fi
exec node build.mjs "$1"
