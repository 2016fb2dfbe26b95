package lab.obscura.cluster;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import lab.obscura.engine.run.folder.ExitCode;
import lab.obscura.platform.CheckpointSettings;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.platform.start.StartException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** How pilots reach their queue: a file in the folder that nodes and service share, which only its user may read. */
final class PilotAccess {

    private static final String JDBC = "jdbc:";

    /** Every node has it. */
    private static final String NODES_FOLDER = "/tmp";

    private PilotAccess() {}

    /**
     * The address as nodes reach it.
     *
     * @throws StartException when they could not
     */
    static String address(ClusterSettings settings, String own) {
        String address = settings.database().isBlank() ? own : settings.database();
        if (!settings.isRemote() && !settings.thisHost() && isLoopback(address)) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "Pilots on other nodes cannot reach " + address.replaceFirst("\\?.*", "")
                            + ": it is the loopback address of this machine, where the built-in PostgreSQL listens alone."
                            + " Name a PostgreSQL that nodes reach with spring.datasource.url (or its address there with"
                            + " obscura.cluster.database), let pilots work through this service (obscura.cluster.server), or set obscura.cluster.this-host=true where the nodes are this machine");
        }
        return address;
    }

    private static boolean isLoopback(String address) {
        try {
            String host = URI.create(address.substring(JDBC.length()).replaceFirst("\\?.*", ""))
                    .getHost();
            return host == null || InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false; // nodes may know it
        }
    }

    /**
     * Where pilots begin, and write what they say.
     *
     * @param shared the folder of this service
     * @throws StartException when nodes share none, and a run could not be resumed on another
     */
    static String folder(ObscuraProperties properties, Path shared) {
        if (properties.cluster().nodeHome().isEmpty()) {
            return shared.toString();
        }
        CheckpointSettings checkpoint = properties.checkpoint();
        boolean isSeen = properties.cluster().isRemote()
                || checkpoint.store() == CheckpointSettings.Store.S3
                || checkpoint.store() == CheckpointSettings.Store.FOLDER
                        && !checkpoint.folder().isEmpty();
        if (!isSeen) {
            throw new StartException(
                    ExitCode.SETTINGS,
                    "With obscura.cluster.node-home nodes see no checkpoints of each other, so that every run would restart from scratch"
                            + " on the next one. Set obscura.checkpoint.store=s3, or folder with an obscura.checkpoint.folder that all of them mount");
        }
        return NODES_FOLDER;
    }

    /**
     * Writes the file, whole or not at all, and returns where it lies.
     *
     * @param checkpoint where checkpoints are published: pilots and service use one place
     */
    static Path write(Path folder, String address, JdbcConnectionDetails details, CheckpointSettings checkpoint) {
        var settings = new Properties();
        settings.putAll(published(checkpoint));
        settings.setProperty("spring.datasource.url", address);
        settings.setProperty("spring.datasource.username", String.valueOf(details.getUsername()));
        settings.setProperty("spring.datasource.password", String.valueOf(details.getPassword()));
        return write(folder, settings);
    }

    /** The same for pilots that work through the service: no database, and the name of the file with their token instead of a password. */
    static Path writeRemote(Path folder, ClusterSettings cluster) {
        var settings = new Properties();
        settings.setProperty("obscura.worker.server", cluster.server());
        settings.setProperty("obscura.worker.token-file", cluster.tokenFile());
        return write(folder, settings);
    }

    private static Path write(Path folder, Properties settings) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            var text = new StringWriter();
            settings.store(text, "How pilots reach their queue. Written anew at every start of the service");
            Path partial = Files.createTempFile(
                    folder,
                    "worker",
                    ".partial",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, text.toString(), StandardCharsets.ISO_8859_1);
            return Files.move(partial, folder.resolve("worker.properties"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The file for pilots cannot be written to " + folder, e);
        }
    }

    private static Map<String, String> published(CheckpointSettings checkpoint) {
        String store = checkpoint.store().name().toLowerCase(Locale.ROOT);
        return Map.of(
                "obscura.checkpoint.store", store,
                "obscura.checkpoint.interval", checkpoint.interval().toMillis() + "ms",
                "obscura.checkpoint.folder", checkpoint.folder(),
                "obscura.checkpoint.s3.endpoint", checkpoint.s3().endpoint(),
                "obscura.checkpoint.s3.region", checkpoint.s3().region(),
                "obscura.checkpoint.s3.bucket", checkpoint.s3().bucket(),
                "obscura.checkpoint.s3.prefix", checkpoint.s3().prefix());
    }
}
