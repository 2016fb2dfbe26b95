-- How far the progress and the points of runs that have ended are gone from run_events. What they said stays elsewhere: curves in curve_points,
-- the last progress in runs; logs and states stay where they are.
create table event_trims (
    id    int         primary key check (id = 1),
    until timestamptz not null,                  -- every run that ended before, or at this time with an id up to run, is done
    run   uuid        not null
);
insert into event_trims (id, until, run) values (1, '-infinity', '00000000-0000-0000-0000-000000000000');

create index runs_ended on runs (finished_at, id) where finished_at is not null;   -- OldEvents: the runs that are next
