-- What only goes up, counted for operators: workers without a web server count here, and every service shows the same numbers. Deleted runs stay counted.
create table tallies (
    name  text   not null,
    label text   not null default '',
    count bigint not null,
    primary key (name, label)
);
