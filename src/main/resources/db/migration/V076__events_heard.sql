-- How many events of a run's latest attempt the journal has heard. What a worker sends again because an answer was lost is told once. A worker of the
-- version before this one neither numbers what it says nor looks at this.
alter table runs add column events_heard bigint not null default 0;
