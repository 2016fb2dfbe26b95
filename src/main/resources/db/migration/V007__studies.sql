-- Studies: named sets of experiments. An experiment may stand in several of them; a study that is deleted leaves its experiments as they are.
create table studies (
    id              uuid        primary key,
    name            text        not null,
    submitter       text        not null,
    posted          jsonb       not null,           -- as it came
    idempotency_key text,
    position        bigint      generated always as identity,   -- order of arrival
    created_at      timestamptz not null default current_instant(),
    unique (submitter, idempotency_key)
);
create index studies_newest on studies (position desc);                                   -- GET /studies

create table study_cells (
    study_id      uuid             not null references studies (id) on delete cascade,
    number        int              not null,        -- place in the grid, from 0
    labels        jsonb            not null,        -- pairs of axis and label, in the order of the axes
    experiment_id uuid             not null references experiments (id) on delete cascade,
    seeds         bigint[]         not null,        -- those of the experiment that the study asks for
    seconds       double precision not null,        -- of one run, as it was estimated when the study was posted
    primary key (study_id, number)
);
create index study_cells_by_experiment on study_cells (experiment_id);

-- The runs that a study has queued itself: it may cancel these, those of others it only shows.
create table study_runs (
    study_id uuid not null references studies (id) on delete cascade,
    run_id   uuid not null references runs (id) on delete cascade,
    primary key (study_id, run_id)
);
create index study_runs_by_run on study_runs (run_id);
