-- Numbers are read by their run, from boards and studies by the ten thousand: they stand in the index, and the tables need not be looked
-- at. The version before this one reads and writes as ever. Both tables are locked while it is built, seconds with millions of rows.
alter table run_metrics drop constraint run_metrics_pkey, add primary key (run_id, metric) include (value);
alter table attack_metrics drop constraint attack_metrics_pkey, add primary key (run_id, slug, metric) include (mean);

create index run_metrics_by_value on run_metrics (metric, value) include (run_id);        -- GET /runs?q=accuracy>0.9, GET /boards/{dataset}
create index attack_metrics_by_mean on attack_metrics (metric, mean) include (run_id);    -- GET /runs?q=mse<0.02
