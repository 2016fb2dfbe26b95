package lab.obscura.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.account.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps posted tables. */
@Component
final class TableStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JdbcClient jdbc;

    TableStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when there is one with this id; nothing is stored then. */
    boolean insert(String id, Map<String, Object> posted, Actor submitter) {
        return jdbc.sql("""
                        insert into paper_tables (id, submitter, account_id, posted)
                        values (:id, :submitter, cast(nullif(:account, '') as uuid), cast(:posted as jsonb))
                            on conflict (id) do nothing
                        """)
                        .param("id", id)
                        .param("submitter", submitter.name())
                        .param("account", submitter.account())
                        .param("posted", JSON.writeValueAsString(posted))
                        .update()
                == 1;
    }

    /** False when there is none. */
    boolean delete(String id) {
        return jdbc.sql("delete from paper_tables where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** As posted, the newest first. */
    List<Map<String, Object>> all() {
        return jdbc.sql("select posted from paper_tables order by created_at desc, id")
                .query((row, index) -> JSON.readValue(row.getString("posted"), OBJECT))
                .list();
    }

    Optional<Map<String, Object>> find(String id) {
        return jdbc.sql("select posted from paper_tables where id = :id")
                .param("id", id)
                .query((row, index) -> JSON.readValue(row.getString("posted"), OBJECT))
                .optional();
    }
}
