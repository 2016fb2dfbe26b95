-- Content hashes of the data sets beside its own that an experiment reads (auxiliary, that of an expert), by their ids, as they were when it was
-- submitted: a claim pins them, as it does its own. Empty for those of before: what they read beside their own is not pinned.
alter table experiments add column other_data_hashes jsonb not null default '{}';
