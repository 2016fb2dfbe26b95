-- Ids of the data sets that a worker may never hold, because they are larger than it may fetch: a run that nobody takes says so.
alter table workers add column too_large text[] not null default '{}';
