-- What people see of a run that is being computed. The version before this one neither writes nor reads it.
alter table runs add column detail text not null default '';    -- how far its stage is, in words: "epoch 3 of 24"

-- The gallery's images and what an attack makes of them so far, the latest of each. Gone when the run has succeeded.
create table interim_pictures (
    run_id  uuid        not null references runs (id) on delete cascade,
    attack  text        not null,                               -- slug
    detail  text        not null,                               -- when: "epoch 3 of 24"
    picture bytea       not null,                               -- PNG, originals above
    at      timestamptz not null default current_instant(),
    primary key (run_id, attack)
);
