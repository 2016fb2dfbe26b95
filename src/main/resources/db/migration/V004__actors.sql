-- Who asked for a change: a submitter's name as it was sent; null when the service or a worker did it by itself, and in rows of the version
-- before this one, which continues to write without it. An edit (priority, tags, notes, run next) is a change that leaves the state as it is.
alter table run_changes add column actor text;
