-- What people keep, and what they put aside. The version before this one neither writes nor reads these columns: it shows what is archived.
alter table runs
    add column pinned   boolean not null default false,          -- not deleted until somebody unpins it
    add column archived boolean not null default false;          -- not in lists, unless they are asked for it
alter table experiments add column pinned boolean not null default false;   -- keeps all of its runs

create index runs_in_lists on runs (position desc) where not archived;                   -- GET /runs
create index runs_finished on runs (state, finished_at);                                  -- retention by rule
