-- Workers that a batch system starts and ends ("pilots"), and what they must know of a run before they take it. Null in a run: it was queued
-- by the version before this one, which says neither how long it takes nor what it reads; then nothing speaks against taking it.
alter table runs
    add column estimated_seconds bigint check (estimated_seconds >= 0),   -- on an idle machine, as told when it was queued
    add column resumable         boolean not null default true,           -- a later attempt need not do again what an earlier one has done
    add column needs_data        text[];                                  -- ids of the data sets that it reads

alter table workers
    add column pilot      boolean not null default false,  -- ends by itself when it has nothing to do
    add column engine     text    not null default '',     -- who started it: slurm, kubernetes; empty: somebody by hand
    add column engine_job text    not null default '',     -- what it is called there
    add column pool       text    not null default '',     -- which settings it was started with
    add column ends_at    timestamptz,                     -- when its batch system ends it
    add column datasets   text[];                          -- ids of the data sets that it can read; null: it does not say

-- Every pilot that was asked for or has come, until some days after its end: also one that could not work, and says why.
create table pilots (
    engine       text        not null,
    job          text        not null,
    pool         text        not null default '',
    host         text        not null default '',
    submitted_at timestamptz,                              -- by the service; null: by somebody else
    started_at   timestamptz,                              -- it has reached this database
    claims       int         not null default 0,           -- runs that it took
    ended_at     timestamptz,                              -- it has said that it ends
    gone_at      timestamptz,                              -- its batch system does not know it any more
    refused      boolean     not null default false,       -- its check of itself found something that keeps it from working
    said         text        not null default '',          -- why it ended or refused, in words
    primary key (engine, job)
);

-- What may be claimed right now. Everybody who decides how many pilots there shall be counts these rows.
create view runs_waiting as
    select r.id, r.queued_at, r.needs_device, r.needs_build, r.needs_heap_mb, r.needs_off_heap_mb, r.needs_gpu_mb, r.needs_card,
           r.needs_data, r.estimated_seconds, r.resumable
      from runs r
     where r.state = 'QUEUED' and not (select paused from queue_control where id = 1);

-- For batch systems that ask a number of a database, as KEDA does. One row each for cpu, cuda and any, which is both. A run that must have a
-- card counts for cuda, every other one for cpu. waiting: runs that nobody has; busy: pilots that have one; wanted: both together.
create view pilots_wanted as
    select kinds.device,
           coalesce(waits.runs, 0) + coalesce(works.pilots, 0) as wanted,
           coalesce(waits.runs, 0) as waiting,
           coalesce(works.pilots, 0) as busy
      from (values ('cpu'), ('cuda'), ('any')) as kinds (device)
      left join (select coalesce(device, 'any') as device, count(*) as runs
                   from (select case when needs_card = '' then 'cpu' else 'cuda' end as device from runs_waiting) as each
                  group by rollup (device)) as waits on waits.device = kinds.device
      left join (select coalesce(device, 'any') as device, count(*) as pilots
                   from workers w
                  where pilot and exists (select 1 from runs r where r.worker = w.id and r.state in ('RUNNING', 'CANCELLING'))
                  group by rollup (device)) as works on works.device = kinds.device;
