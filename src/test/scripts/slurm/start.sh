#!/usr/bin/env bash
# A real Slurm for one test: controller, nodes and keys in one folder, all on the loopback address of this machine, for this user alone. It needs
# neither systemd nor cgroups nor a database; as root and as anybody else, who then is the only one who may submit.
#   start.sh FOLDER PORT [NODES] [CARDS]     then: export SLURM_CONF=FOLDER/slurm.conf
# PORT and the NODES ports behind it must be free. A card is a link to /dev/null: Slurm asks for a device, and counts by the end of its name.
# Variables: NODE_TIMEOUT (seconds until a silent node is called down), MESSAGE_TIMEOUT (how long a question to it may take), KILL_WAIT, GRACE (of the partition that is preempted).
set -euo pipefail

mkdir -p "$1"
folder=$(cd "$1" && pwd)
port=$2 nodes=${3:-2} cards=${4:-2}
user=$(id -un) host=$(hostname -s)
cd "$folder"
chmod 755 .
mkdir -p state spool run log cards
mkdir -p -m 700 munge

if [ ! -s munge/key ]; then
  head -c 128 /dev/urandom > munge/key
  chmod 600 munge/key
fi

node_lines=
: > gres.conf
for ((n = 0; n < nodes; n++)); do
  mkdir -p "spool/node$n"
  gres=
  if [ "$cards" -gt 0 ]; then
    for ((c = 0; c < cards; c++)); do ln -sfn /dev/null "cards/node$n-$c"; done
    echo "NodeName=node$n Name=gpu Type=fake File=$folder/cards/node$n-[0-$((cards - 1))]" >> gres.conf
    gres="Gres=gpu:fake:$cards"
  fi
  node_lines+="NodeName=node$n NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1 + n)) CPUs=4 RealMemory=16000 $gres State=UNKNOWN"$'\n'
done

cat > slurm.conf << CONF
ClusterName=obscura-test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd-%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/%n.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
AuthType=auth/munge
AuthInfo=socket=$folder/run/munge.socket
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
GresTypes=gpu
SchedulerType=sched/backfill
SchedulerParameters=sched_min_interval=50000,batch_sched_delay=0,bf_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
SlurmctldTimeout=30
SlurmdTimeout=${NODE_TIMEOUT:-30}
MessageTimeout=${MESSAGE_TIMEOUT:-10}
InactiveLimit=0
KillWait=${KILL_WAIT:-5}
MinJobAge=300
JobRequeue=1
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SlurmctldParameters=preempt_send_user_signal
${node_lines}PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE DefaultTime=60 State=UP PriorityTier=10 DefMemPerCPU=100
PartitionName=scavenge Nodes=ALL MaxTime=INFINITE DefaultTime=60 State=UP PriorityTier=1 DefMemPerCPU=100 PreemptMode=REQUEUE GraceTime=${GRACE:-10}
CONF

PATH=$PATH:/usr/sbin:/sbin
export SLURM_CONF=$folder/slurm.conf
munged --force --key-file="$folder/munge/key" --socket="$folder/run/munge.socket" --pid-file="$folder/run/munged.pid" \
  --log-file="$folder/log/munged.log" --seed-file="$folder/munge/seed" --num-threads=2
slurmctld -f "$SLURM_CONF"
for ((n = 0; n < nodes; n++)); do slurmd -f "$SLURM_CONF" -N "node$n"; done

patience=$((SECONDS + 30))
until [ "$(sinfo --noheader --Node --partition=main --states=idle --format=%N 2> /dev/null | wc -l)" -eq "$nodes" ]; do
  if [ $SECONDS -ge $patience ]; then
    echo "Slurm is not ready after 30 s:" >&2
    tail -n 20 log/*.log >&2
    exit 1
  fi
  sleep 0.1
done
