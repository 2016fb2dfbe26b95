-- What the one service that starts pilots knows, for all of them to show.
create table cluster_state (
    id           int         primary key check (id = 1),
    installation text        not null default substr(md5(gen_random_uuid()::text), 1, 8),   -- in the names of its jobs
    looked_at    timestamptz,
    state        jsonb                                     -- of the last look: by whom, pools, last command, error
);
insert into cluster_state (id) values (1);

create table cluster_pools (
    name      text        primary key,
    tries     int         not null default 0,              -- in a row, that the batch system refused or held
    stopped   text        not null default '',             -- why nothing more is tried, until somebody resumes it
    resumed_at timestamptz not null default current_instant()
);
create index pilots_by_pool on pilots (pool, (coalesce(ended_at, gone_at)));    -- the last ones of a pool
