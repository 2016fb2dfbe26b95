-- Why a run's numbers may not mean what they seem to. The version before this one neither writes nor reads them.
alter table outcomes add column warnings jsonb not null default '[]';

-- A setting of the decoder attack got another name, and with it the attack's slug: boards compare within one slug.
alter table attack_metrics drop constraint attack_metrics_run_id_slug_fkey,
    add foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade on update cascade;
alter table attack_scores drop constraint attack_scores_run_id_slug_fkey,
    add foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade on update cascade;
alter table reconstructions drop constraint reconstructions_run_id_slug_fkey,
    add foreign key (run_id, slug) references attack_results (run_id, slug) on delete cascade on update cascade;
update attack_results set slug = regexp_replace(slug, '-faithful$', '-reference-code') where slug like '%-faithful';
