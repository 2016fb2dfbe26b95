-- People. The version before this one writes without accounts: what it stores has none, and shows the free text that it always had.
create table accounts (
    id            uuid        primary key,
    name          text        not null unique check (name = lower(name)),   -- never changes: it stands beside what was done
    display_name  text        not null default '',
    role          text        not null check (role in ('VIEWER', 'SUBMITTER', 'ADMIN', 'WORKER')),
    origin        text        not null check (origin in ('LOCAL', 'PROXY', 'OIDC')),
    password_hash text,                                     -- argon2id; null where somebody else asks for a password
    disabled_at   timestamptz,
    created_at    timestamptz not null default current_instant(),
    check ((origin = 'LOCAL') = (password_hash is not null))
);

-- Only the SHA-256 of a token is kept: 256 random bits need no salt and no slow hash.
create table tokens (
    id           uuid        primary key,
    account_id   uuid        not null references accounts (id) on delete cascade,
    name         text        not null,
    sha256       bytea       not null unique,               -- who asks, by every request with a token
    scope        text        not null check (scope in ('VIEWER', 'SUBMITTER', 'ADMIN', 'WORKER')),
    created_at   timestamptz not null default current_instant(),
    expires_at   timestamptz not null,
    last_used_at timestamptz
);
create index tokens_by_account on tokens (account_id);       -- GET /tokens

create table sessions (
    id           uuid        primary key,
    account_id   uuid        not null references accounts (id) on delete cascade,
    sha256       bytea       not null unique,               -- of the cookie
    created_at   timestamptz not null default current_instant(),
    last_seen_at timestamptz not null default current_instant(),
    address      text        not null,
    agent        text        not null
);
create index sessions_by_account on sessions (account_id);   -- GET /sessions

-- To whom things belong. Null: posted without accounts, or by an earlier version; submitter is free text then.
alter table experiments add column account_id uuid references accounts (id);
alter table runs add column account_id uuid references accounts (id);
alter table studies add column account_id uuid references accounts (id);
alter table paper_tables add column account_id uuid references accounts (id);
