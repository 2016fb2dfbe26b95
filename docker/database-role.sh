#!/bin/sh
# Runs once, when docker-compose.yml makes the database: the service gets a user who owns that database and may do nothing
# else in the server. Nobody can log in as the superuser over the network afterwards: no password is left for it.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role obscura login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'password';
alter database obscura owner to obscura;
alter role current_user password null;
SQL
