-- What the errors of a run's attacks are worth. Null: of a version that did not judge. The version before this one neither writes nor
-- reads them.
alter table attack_results add column adequacy jsonb;            -- verdict, reasons, notes
alter table outcomes
    add column standing        text check (standing in ('ADEQUATE', 'AT_GUESS', 'INADEQUATE', 'NOT_JUDGED')),
    add column standing_reason text;
