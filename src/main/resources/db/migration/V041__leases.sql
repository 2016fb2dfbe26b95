-- Leases apart from runs: a heartbeat rewrites forty bytes beside no index but that of the key, where it used to rewrite the run's whole row and
-- an index. Half of each page is left free, so that the new version of a row finds room beside the old one. A worker of the version before
-- this one keeps its lease in runs.lease_until; both versions see each other's: a claim of this version leaves that column empty, which
-- is no end of a lease to the version before, and the rescue looks at both.
create table leases (
    run_id      uuid        primary key references runs (id) on delete cascade,
    fence       bigint      not null,               -- of the claim; another one than the run's: somebody else's
    lease_until timestamptz not null
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
