-- Who did what, from where. One partition a month, so that retention drops whole tables and nothing needs the right to delete a row.
create sequence audit_ids;
create table audit (
    id      bigint      not null default nextval('audit_ids'),
    at      timestamptz not null default clock_timestamp(),
    actor   text        not null,                            -- name of the account; what was typed where a login failed
    address text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null,
    primary key (at, id)
) partition by range (at);
create table audit_other partition of audit default;         -- what comes where no month was prepared

create index audit_newest on audit (id desc);                -- GET /audit

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only';
end
$$;
create trigger audit_rows_stay before update or delete on audit
    for each row execute function audit_is_append_only();
create trigger audit_other_stays before truncate on audit_other
    for each statement execute function audit_is_append_only();
create trigger audit_stays before truncate on audit
    for each statement execute function audit_is_append_only();
