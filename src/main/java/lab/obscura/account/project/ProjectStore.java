package lab.obscura.account.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps projects and who is in them. */
@Component
final class ProjectStore {

    private static final String SELECT = """
            select p.*, array(select a.name from memberships m join accounts a on a.id = m.account_id
                               where m.project_id = p.id order by a.name) as members,
                   (select count(*) from experiments e where e.project_id = p.id) as experiments
              from projects p
            """;

    private final JdbcClient jdbc;

    ProjectStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the name is taken; nothing is stored then. */
    boolean insert(UUID id, String name, String title) {
        return jdbc.sql("insert into projects (id, name, title) values (:id, :name, :title) on conflict do nothing")
                        .param("id", id)
                        .param("name", name)
                        .param("title", title)
                        .update()
                == 1;
    }

    void setTitle(UUID project, String title) {
        jdbc.sql("update projects set title = :title where id = :id")
                .param("title", title)
                .param("id", project)
                .update();
    }

    /** Makes these the members; gives how many of the names are those of accounts. */
    int setMembers(UUID project, List<String> names) {
        jdbc.sql("delete from memberships where project_id = :id")
                .param("id", project)
                .update();
        return jdbc.sql("""
                        insert into memberships (project_id, account_id)
                        select :id, id from accounts where name = any (:names)
                        """)
                .param("id", project)
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /** Those among these names that no account has. */
    List<String> unknown(List<String> names) {
        return jdbc.sql("select name from unnest(:names) as name where name not in (select a.name from accounts a)")
                .param("names", names.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    Optional<Project> find(String name) {
        return jdbc.sql(SELECT + "where p.name = :name")
                .param("name", name)
                .query(ProjectStore::project)
                .optional();
    }

    List<Project> all() {
        return jdbc.sql(SELECT + "order by p.name").query(ProjectStore::project).list();
    }

    /** Those of an account. */
    List<Project> of(String account) {
        return jdbc.sql(SELECT + """
                        where exists (select from memberships m
                                       where m.project_id = p.id and cast(m.account_id as text) = :account)
                        order by p.name
                        """)
                .param("account", account)
                .query(ProjectStore::project)
                .list();
    }

    /** False when something belongs to it still; nothing is deleted then. */
    boolean delete(UUID project) {
        return jdbc.sql("""
                        delete from projects where id = :id
                           and not exists (select from experiments e where e.project_id = :id)
                           and not exists (select from studies s where s.project_id = :id)
                           and not exists (select from runs r where r.project_id = :id)
                        """).param("id", project).update() == 1;
    }

    private static Project project(ResultSet row, int index) throws SQLException {
        return new Project(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                List.of((String[]) row.getArray("members").getArray()),
                row.getInt("experiments"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
