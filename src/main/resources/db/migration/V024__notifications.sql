-- A word when it is done. The version before this one ends runs without telling anybody here; nothing else depends on it.

-- Runs that came to an end and of which nobody was told yet: written by the statement that ends the run, while anybody wants to hear of something.
create table run_endings (
    id     bigint generated always as identity primary key,
    run_id uuid   not null references runs (id) on delete cascade,
    state  text   not null,
    reason text   not null
);

-- Where somebody wants to be told. Account null: of whoever uses a service without accounts.
create table notification_destinations (
    id         uuid        primary key,
    account_id uuid        references accounts (id) on delete cascade,
    kind       text        not null check (kind in ('WEBHOOK', 'SLACK', 'EMAIL')),
    name       text        not null,
    target     text        not null,                          -- an address of the web, or of a mailbox; may hold a secret, as those of Slack do
    secret     text,                                          -- what webhooks are signed with: it must be known to sign, so no hash would do
    events     text[]      not null,
    created_at timestamptz not null default current_instant(),
    check ((kind = 'WEBHOOK') = (secret is not null))
);
create index notification_destinations_by_account on notification_destinations (account_id);     -- GET /notifications

-- The outbox: what is to be sent, and what became of it. Written in the transaction that takes the ending out of run_endings.
create table notifications (
    id             uuid        primary key,                   -- the receiver sees it: a message that came twice has one id
    destination_id uuid        not null references notification_destinations (id) on delete cascade,
    event          text        not null,
    occasion       text        not null,                      -- what happened, as often as two services find it out
    title          text        not null,
    body           text        not null,
    link           text        not null,                      -- path of a page
    standing       text        not null default 'WAITING' check (standing in ('WAITING', 'SENT', 'DEAD')),
    attempts       int         not null default 0,
    due_at         timestamptz not null default current_instant(),
    error          text        not null default '',           -- why the last attempt failed
    created_at     timestamptz not null default current_instant(),
    ended_at       timestamptz,
    unique (destination_id, event, occasion)
);
create index notifications_due on notifications (due_at) where standing = 'WAITING';             -- the sender's next one
create index notifications_newest on notifications (destination_id, created_at desc);            -- GET /notifications/deliveries
