-- Turns in the queue go by account; what has none by the free text of its submitter, as before: a name that somebody typed shares no turns
-- with an account that is called the same. The generated column writes the table once more, under a lock: claims and heartbeats wait for it,
-- seconds with millions of runs. The version before this one goes on by submitter, without an index while both run.
alter table runs add column lane text not null generated always as (coalesce(cast(account_id as text), submitter)) stored;

drop index runs_claim;
drop index runs_busy;
drop index runs_served;
create index runs_turns on runs (lane, needs_card, priority desc, place, position) where state = 'QUEUED';   -- the queue's claim, quota
create index runs_busy on runs (lane) where state in ('RUNNING', 'CANCELLING');                              -- the claim's count per lane
create index runs_served on runs (lane, started_at desc) where started_at is not null;                       -- the claim's last start per lane
