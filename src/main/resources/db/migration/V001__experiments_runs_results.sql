-- Experiments, their runs, what the runs reported and what came out. Names: house vocabulary, snake_case, plural.

-- The one clock for leases. The tests replace this function, so that Java's clock and SQL's move together.
create function current_instant() returns timestamptz language sql stable as 'select clock_timestamp()';

create table experiments (
    id              uuid primary key,
    name            text        not null,
    submitter       text        not null,
    posted          jsonb       not null,           -- as it came
    definition      jsonb       not null,           -- completed with defaults
    row_hash        char(64)    not null,           -- content of the definition without name, tags and seeds: one row of a board
    dataset         text        not null,
    data_hash       char(64)    not null,
    backbone        text        not null,
    cut_layer       int         not null,
    tags            text[]      not null default '{}',
    idempotency_key text,
    created_at      timestamptz not null default current_instant(),
    unique (submitter, idempotency_key)
);
create index experiments_by_board on experiments (dataset, row_hash);                     -- GET /boards/{dataset}
create index experiments_by_tag on experiments using gin (tags);                          -- GET /runs?tag=

create table runs (
    id               uuid primary key,
    experiment_id    uuid        not null references experiments (id) on delete cascade,
    seed             bigint      not null,
    submitter        text        not null,
    state            text        not null default 'QUEUED'
                     check (state in ('QUEUED', 'RUNNING', 'CANCELLING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    reason           text        not null,          -- why it is in this state, in words
    stage            text        not null default '',
    progress         double precision not null default 0 check (progress between 0 and 1),
    priority         int         not null default 0 check (priority between -100 and 100),
    position         bigint      generated always as identity,   -- order of arrival
    tags             text[]      not null default '{}',
    notes            text        not null default '',
    training_hash    char(64)    not null,          -- identity of the trained encoder, seed included
    attack_hash      char(64)    not null,          -- the same with the attacks
    attempt          int         not null default 0,
    fence            bigint      not null default 0,
    rescues          int         not null default 0,             -- in a row, without a new checkpoint
    worker           uuid,
    lease_until      timestamptz,
    cancel_requested_at timestamptz,
    last_event       bigint      not null default 0,             -- number of the latest row in run_events
    changes          int         not null default 0,             -- number of the latest row in run_changes
    queued_at        timestamptz not null default current_instant(),
    started_at       timestamptz,
    finished_at      timestamptz,
    unique (experiment_id, seed)
);
create index runs_claim on runs (submitter, priority desc, position) where state = 'QUEUED';   -- the queue's claim
create index runs_leases on runs (lease_until) where state in ('RUNNING', 'CANCELLING');       -- the rescue
create index runs_busy on runs (submitter) where state in ('RUNNING', 'CANCELLING');           -- the claim's count per submitter
create index runs_newest on runs (position desc);                                              -- GET /runs
create index runs_by_state on runs (state, position desc);                                     -- GET /runs?state=
create index runs_by_training on runs (training_hash);                                         -- reuse of trained encoders

-- Every change of state, oldest first.
create table run_changes (
    run_id     uuid        not null references runs (id) on delete cascade,
    number     int         not null,
    from_state text,
    to_state   text        not null,
    reason     text        not null,
    worker     uuid,
    attempt    int         not null,
    at         timestamptz not null default current_instant(),
    primary key (run_id, number)
);

-- What server-sent events replay: one counter per run, no gaps. kind: state, progress, point, log.
create table run_events (
    run_id  uuid        not null references runs (id) on delete cascade,
    number  bigint      not null,
    kind    text        not null check (kind in ('state', 'progress', 'point', 'log')),
    payload jsonb       not null,
    at      timestamptz not null default current_instant(),
    primary key (run_id, number)
);

-- Learning curves. A resumed attempt repeats a step with the same value: the primary key keeps one.
create table curve_points (
    run_id uuid             not null references runs (id) on delete cascade,
    series text             not null,
    step   double precision not null,
    value  double precision not null,
    primary key (run_id, series, step)
);

-- Exactly one outcome per run, written in the transaction that makes it SUCCEEDED.
create table outcomes (
    run_id     uuid        primary key references runs (id) on delete cascade,
    timings    jsonb       not null,                -- stage -> seconds
    provenance jsonb       not null,                -- engine, versions, hashes, machine
    thumbnail  bytea       not null,                -- PNG strip
    encoder    bytea       not null,                -- the trained edge encoder, Obscura's checkpoint format
    created_at timestamptz not null default current_instant()
);
create table run_metrics (
    run_id uuid             not null references runs (id) on delete cascade,
    metric text             not null,
    value  double precision not null,
    primary key (run_id, metric)
);
create table attack_results (
    run_id    uuid not null references runs (id) on delete cascade,
    slug      text not null,                        -- unique inside the run, made from the attack's settings
    number    int  not null,                        -- place in the definition, from 0
    attack    text not null,
    settings  jsonb not null,
    knowledge text not null,                        -- which images were attacked: averages over different sets never share a column
    evaluated int  not null,                        -- number of attacked images
    primary key (run_id, slug)
);
create table attack_metrics (
    run_id uuid             not null,
    slug   text             not null,
    metric text             not null,
    mean   double precision not null,
    primary key (run_id, slug, metric),
    foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade
);
-- One array per run, attack and metric, in the order of the attacked images.
create table attack_scores (
    run_id uuid               not null,
    slug   text               not null,
    metric text               not null,
    scores double precision[] not null,
    primary key (run_id, slug, metric),
    foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade
);

-- The fixed test images of a data set, the same for every run on it.
create table gallery_images (
    gallery_hash char(64) not null,                 -- data hash, limits and image size
    index        int      not null,                 -- place in the test split
    label        int      not null,
    class_name   text     not null,
    png          bytea    not null,
    primary key (gallery_hash, index)
);
create table run_galleries (
    run_id       uuid     primary key references runs (id) on delete cascade,
    gallery_hash char(64) not null
);
create table reconstructions (
    run_id uuid  not null,
    slug   text  not null,
    index  int   not null,
    png    bytea not null,
    scores jsonb not null,                          -- metric -> value of this image
    primary key (run_id, slug, index),
    foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade
);

create table workers (
    id           uuid        primary key,
    host         text        not null,
    process      bigint      not null,
    slots        int         not null,
    device       text        not null,
    version      text        not null,
    draining     boolean     not null default false,
    started_at   timestamptz not null default current_instant(),
    last_seen_at timestamptz not null default current_instant()
);

-- One row: whether anything may be claimed.
create table queue_control (
    id     int     primary key check (id = 1),
    paused boolean not null,
    reason text    not null default ''
);
insert into queue_control (id, paused) values (1, false);
