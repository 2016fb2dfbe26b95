-- What a worker would take at the moment, besides its data sets (V040), so that a run which nobody takes can say why. Null in both: a worker of the
-- version before this one, or one that nobody ends.
alter table workers
    add column claims_until     timestamptz,        -- what it claims it must have finished by then, or somebody else must be able to resume it
    add column worthwhile_secs  double precision;   -- so much time must be left for a run that somebody else will resume; null: nobody could
