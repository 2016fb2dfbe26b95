-- The cards of each worker as their driver saw them at its latest report: uuid, name, memory, use. Null: a worker of an earlier version.
alter table workers add column cards jsonb;
