-- What a run needs and what a slot of a worker has, compared in the claim. Null in a run: nothing is known of its needs, any worker may take
-- it. Null in a worker: it is of the version before this one, which keeps claiming whatever waits. The
-- generated column writes the table once more, under a lock: claims and heartbeats wait for it, seconds with millions of runs.
alter table runs
    add column needs_device      text check (needs_device in ('cpu', 'cuda', 'auto')),
    add column needs_build       text,                           -- cuda, torch-cuda: the build with code for GPUs for the run's engine
    add column needs_heap_mb     bigint,
    add column needs_off_heap_mb bigint,                         -- of the engine, on the CPU
    add column needs_gpu_mb      bigint,                         -- of the engine, on a card
    add column needs_card        text not null                   -- the build without which no worker takes it; empty: any will do
               generated always as (case when needs_device = 'cuda' then coalesce(needs_build, '') else '' end) stored;

-- Runs that wait for a card stand apart in the claim's index: a worker without one does not even look at them.
drop index runs_claim;
create index runs_claim on runs (submitter, needs_card, priority desc, place, position) where state = 'QUEUED';  -- the queue's claim and quota

alter table workers
    add column engine_build text,                                -- cpu, cuda, torch-cuda
    add column heap_mb      bigint,                              -- of one slot
    add column off_heap_mb  bigint,
    add column gpu_mb       bigint;                              -- the slot's share of the card; 0 where nothing is known
