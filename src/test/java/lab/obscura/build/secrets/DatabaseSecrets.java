package lab.obscura.build.secrets;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks through every value of a database. What must be kept as it is has its column; anywhere else it is a finding. */
final class DatabaseSecrets {

    private static final String COLUMNS = """
            select c.table_name, string_agg(quote_ident(c.column_name), ',' order by c.ordinal_position)
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
               and c.udt_name in ('text', 'varchar', 'bpchar', '_text', 'jsonb', 'json', 'bytea')
             group by c.table_name order by 1
            """;

    private static final Set<String> BELONG = Set.of(
            "accounts.password_hash PASSWORD_HASH",
            "notification_destinations.secret WEBHOOK_SECRET",
            "notification_destinations.target CHANNEL");

    /** Longer ones are pictures and networks; a secret in their head would still be seen. */
    private static final int MOST = 200_000;

    private DatabaseSecrets() {}

    /** What was looked at, and what was found. */
    record Report(int tables, long values, List<Secrets.Finding> findings) {}

    static Report in(Connection connection) throws SQLException {
        List<Secrets.Finding> findings = new ArrayList<>();
        int tables = 0;
        long values = 0;
        connection.setAutoCommit(false); // so that rows come in portions; nothing is changed
        try (Statement asking = connection.createStatement();
                ResultSet all = asking.executeQuery(COLUMNS)) {
            while (all.next()) {
                values += look(connection, all.getString(1), all.getString(2), findings);
                tables++;
            }
        }
        return new Report(tables, values, List.copyOf(findings));
    }

    private static long look(Connection connection, String table, String columns, List<Secrets.Finding> findings)
            throws SQLException {
        String[] names = columns.split(",");
        long values = 0;
        try (Statement asking = connection.createStatement()) {
            asking.setFetchSize(500);
            try (ResultSet rows = asking.executeQuery("select " + columns + " from \"" + table + "\"")) {
                while (rows.next()) {
                    for (int i = 0; i < names.length; i++) {
                        String place = table + "." + names[i].replace("\"", "");
                        findings.addAll(Secrets.inValue(place, text(rows, i + 1)).stream()
                                .filter(found -> !BELONG.contains(found.place() + " " + found.kind()))
                                .toList());
                        values++;
                    }
                }
            }
        }
        return values;
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        String type = rows.getMetaData().getColumnTypeName(column);
        String text = type.equals("bytea") ? latin(rows.getBytes(column)) : rows.getString(column);
        String value = text == null ? "" : text;
        return value.length() <= MOST ? value : value.substring(0, MOST);
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The findings of several databases, each kind and place once. */
    static List<String> merged(List<Secrets.Finding> findings) {
        return findings.stream()
                .map(found -> found.place() + " " + found.kind())
                .collect(Collectors.toCollection(java.util.TreeSet::new))
                .stream()
                .toList();
    }
}
