package lab.obscura.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Connections beside the pool, for those who must not wait until others have given one back: the heartbeat, and who listens for
 * announcements.
 */
public final class OwnConnections {

    private static final long PATIENCE_MILLIS = 1000;
    private static final String ANSWER_SECONDS = "5";

    private final String url;
    private final String user;
    private final String password;

    public OwnConnections(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static OwnConnections of(JdbcConnectionDetails details) {
        return new OwnConnections(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }

    /**
     * A source of a single connection, opened when it is first wanted and again after it broke. A server that takes it and then says
     * nothing is given up after seconds.
     *
     * @param name as the database's list of sessions shows it
     */
    public HikariDataSource one(String name) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setValidationTimeout(PATIENCE_MILLIS / 2);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty(
                "prepareThreshold", "0"); // a pool of transactions in between knows no prepared statements
        config.addDataSourceProperty("connectTimeout", ANSWER_SECONDS);
        config.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
        return new HikariDataSource(config);
    }
}
