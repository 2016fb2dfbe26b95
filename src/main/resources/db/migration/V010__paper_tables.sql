-- Paper tables that were posted; those of the program lie in its jar. What is measured is found by content and never stored here.
create table paper_tables (
    id         text        primary key,           -- as in addresses
    submitter  text        not null,
    posted     jsonb       not null,              -- as it came
    created_at timestamptz not null default current_instant()
);
