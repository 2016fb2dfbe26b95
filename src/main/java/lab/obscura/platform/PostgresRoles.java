package lab.obscura.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the service a user of its own, who owns its tables and nothing else: with a hole in a statement nobody reads the server's files
 * or starts programs there. Folders of earlier versions, where the superuser worked, are handed over to it.
 */
final class PostgresRoles {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRoles.class);

    /** Names and passwords are ours: letters, digits, underscores. */
    private static final String ROLE = """
            do $$ begin
              if not exists (select from pg_roles where rolname = '%1$s') then
                create role %1$s;
              end if;
            end $$;
            alter role %1$s with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%2$s';
            """;

    /** Whoever owns the database owns its schema. Sequences of columns follow their tables, indexes and row types, too. */
    private static final String HAND_OVER = """
            alter database postgres owner to %1$s;
            do $$ declare command text; begin
              for command in
                  select format('alter table %%s owner to %1$s', c.oid::regclass) from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                  union all
                  select format('alter sequence %%s owner to %1$s', c.oid::regclass) from pg_class c
                   where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
                     and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i'))
                  union all
                  select format('alter routine %%s owner to %1$s', p.oid::regprocedure) from pg_proc p
                   where p.pronamespace = 'public'::regnamespace
                  union all
                  select format('alter type %%s owner to %1$s', t.oid::regtype) from pg_type t
                   where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')
              loop
                execute command;
              end loop;
            end $$;
            """;

    private PostgresRoles() {}

    /** Makes the service's user when it has no password yet; cut off in between, it is made again by the next start. */
    static void prepare(String url, Secret superuser, Secret service) throws IOException {
        if (service.exists()) {
            return;
        }
        String password = Secret.random();
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(superuser.user());
        source.setPassword(superuser.password());
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(String.format(Locale.ROOT, ROLE, service.user(), password));
            statement.execute(String.format(Locale.ROOT, HAND_OVER, service.user()));
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("The database user " + service.user() + " could not be made: " + e.getMessage(), e);
        }
        service.write(password);
        LOG.info("event=postgres-role-made role={}", service.user());
    }
}
