-- What each attacker of a run reaches that picks the best of its attacks for each image. An attacker is how much of the network it has and
-- which images it owns. Runs of the version before this one have none, and it neither writes nor reads them.
create table worst_cases (
    run_id       uuid  not null references runs (id) on delete cascade,
    threat_model text  not null,                    -- black-box, gray-box, white-box
    knowledge    text  not null,                    -- which images it owns, and with them which were attacked
    images       int   not null,                    -- how many were attacked
    attacks      text[] not null,                   -- slugs of all attacks that it tried
    adequacy     jsonb not null,                    -- verdict, reasons, notes
    means        jsonb not null,                    -- metric -> mean; METRIC.constantGuess beside it
    primary key (run_id, threat_model, knowledge)
);
