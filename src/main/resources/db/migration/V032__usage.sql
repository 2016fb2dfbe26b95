-- What attempts used of the machines, as their processes measured it. It outlives its run: what was used stays used. The version before this
-- one neither writes nor reads any of this; its attempts count nothing.
create table attempt_usage (
    run_id            uuid        not null,                  -- without a key: the run may be deleted
    attempt           int         not null,
    submitter         text        not null,
    account_id        uuid        references accounts (id),
    project_id        uuid        references projects (id) on delete set null,
    started_at        timestamptz not null,
    last_at           timestamptz not null,                  -- when it was last heard of
    processor_seconds double precision not null,             -- of all of its threads
    card_seconds      double precision not null,             -- while it held a card
    joules            double precision,                      -- of the card; null where it does not tell, or others were on it
    primary key (run_id, attempt)
);
create index attempt_usage_by_account on attempt_usage (account_id, last_at) where account_id is not null;   -- quota of an account
create index attempt_usage_by_project on attempt_usage (project_id, last_at) where project_id is not null;   -- quota of a project
create index attempt_usage_newest on attempt_usage (last_at desc);                                           -- what runs are expected to use

alter table runs
    add column expected_processor_seconds double precision,  -- of one run, when it was queued; null: nobody asked
    add column expected_card_seconds      double precision,
    add column stored_bytes               bigint;            -- of what it has stored; null until it succeeded
update runs set stored_bytes = held.bytes
  from (select o.run_id, octet_length(o.thumbnail) + octet_length(o.encoder)
               + coalesce((select sum(octet_length(p.png)) from reconstructions p where p.run_id = o.run_id), 0) as bytes
          from outcomes o) held
 where runs.id = held.run_id;
create index runs_stored on runs (account_id) include (stored_bytes) where account_id is not null;           -- quota of an account

-- What accounts and projects may use, where an admin has said it. Null: the default of the service. 0: no limit.
create table quotas (
    account_id      uuid unique references accounts (id) on delete cascade,
    project_id      uuid unique references projects (id) on delete cascade,
    queued_runs     int              check (queued_runs >= 0),
    processor_hours double precision check (processor_hours >= 0),
    card_hours      double precision check (card_hours >= 0),
    stored_bytes    bigint           check (stored_bytes >= 0),
    check (num_nonnulls(account_id, project_id) = 1)
);
