-- Why a run's numbers may not mean what they seem to. The version before this one neither writes nor reads them.
alter table outcomes add column warnings jsonb not null default '[]';
