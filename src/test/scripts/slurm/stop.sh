#!/usr/bin/env bash
# Ends what start.sh FOLDER has started: its jobs with all their processes, then its daemons by the ids that they wrote.
set -u
folder=$(cd "$1" && pwd)
export SLURM_CONF=$folder/slurm.conf
timeout 5 scancel --quiet --full --signal=KILL --user="$(id -un)" 2> /dev/null
timeout 5 scancel --quiet --user="$(id -un)" 2> /dev/null
sleep 0.3
for file in "$folder"/run/slurmd-*.pid "$folder/run/slurmctld.pid" "$folder/run/munged.pid"; do
  [ -s "$file" ] || continue
  pid=$(cat "$file")
  kill -CONT "$pid" 2> /dev/null
  kill -TERM "$pid" 2> /dev/null
  for _ in $(seq 50); do
    state=$(sed 's/.*) //' "/proc/$pid/stat" 2> /dev/null) || break
    [ "${state:0:1}" != Z ] || break
    sleep 0.1
  done
  kill -KILL "$pid" 2> /dev/null
done
true
