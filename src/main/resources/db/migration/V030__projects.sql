-- Projects: groups of people. The version before this one knows none: what it stores belongs to no project and is for everybody, and it shows
-- what is private to anybody. Let it end before private experiments are posted.
create table projects (
    id         uuid        primary key,
    name       text        not null unique check (name = lower(name)),   -- as in addresses; never changes
    title      text        not null default '',
    created_at timestamptz not null default current_instant()
);
create table memberships (
    project_id uuid not null references projects (id) on delete cascade,
    account_id uuid not null references accounts (id) on delete cascade,
    primary key (project_id, account_id)
);
create index memberships_by_account on memberships (account_id);                          -- GET /projects

-- private_to: the project whose members alone may see it; null: everybody. project_id: for whom it was computed, and whose quota pays.
alter table experiments
    add column project_id uuid references projects (id),
    add column private_to uuid references projects (id),
    add constraint private_to_its_own_project check (private_to is null or private_to = project_id);
alter table studies
    add column project_id uuid references projects (id),
    add column private_to uuid references projects (id),
    add constraint private_to_its_own_project check (private_to is null or private_to = project_id);
alter table runs add column project_id uuid references projects (id);
create index experiments_by_project on experiments (project_id) where project_id is not null;   -- GET /projects, and whether one may go
create index studies_by_project on studies (project_id) where project_id is not null;           -- the same
create index runs_by_project on runs (project_id) where project_id is not null;                 -- the quota of a project
