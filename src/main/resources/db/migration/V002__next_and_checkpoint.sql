-- "Run next": a place before the order of arrival. Lower comes first; 0 unless somebody asked for it. The version before this one
-- does not know the column and goes on claiming in the order of arrival.
alter table runs add column place bigint not null default 0;

drop index runs_claim;
create index runs_claim on runs (submitter, priority desc, place, position) where state = 'QUEUED';   -- the queue's claim and quota

-- How much of the run the newest checkpoint covers. Only one that goes beyond it forgives earlier rescues: a run that starts anew on
-- every host would otherwise be rescued for ever.
alter table runs add column checkpoint double precision not null default 0 check (checkpoint between 0 and 1);

-- Among submitters with equally many running runs the one whose turn is longest ago is next: the claim looks up each one's last start.
create index runs_served on runs (submitter, started_at desc) where started_at is not null;
