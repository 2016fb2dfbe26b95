package lab.obscura.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import lab.obscura.platform.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with accounts that speaks TLS with a certificate of its own, and the ways of its first admin. */
public final class TlsService implements AutoCloseable {

    private static final String PASSWORD = "copper lantern seven rivers";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final RemoteService service;
    private final HttpClient client;

    private TlsService(Path home, Path keys, RemoteService service) {
        this.home = home;
        this.service = service;
        this.client = HttpClient.newBuilder().sslContext(trusting(keys)).build();
    }

    /** @param settings beside the usual ones */
    public static TlsService on(TestPostgres.Database database, Path home, String... settings) {
        return on(0, database, home, settings);
    }

    /** @param port 0 for any that is free */
    public static TlsService on(int port, TestPostgres.Database database, Path home, String... settings) {
        Path keys = keys(home);
        make(keys);
        Stream<String> usual = Stream.of(
                "--obscura.auth=local",
                "--server.ssl.key-store=" + keys,
                "--server.ssl.key-store-password=changeit",
                "--server.ssl.key-store-type=PKCS12");
        String[] all = Stream.concat(usual, Stream.of(settings)).toArray(String[]::new);
        return new TlsService(home, keys, RemoteService.on(port, database, home.resolve("service"), all));
    }

    private static void make(Path keys) {
        try {
            Files.createDirectories(keys.getParent());
            Process tool = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/keytool",
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keys.toString(),
                            "-storepass",
                            "changeit",
                            "-validity",
                            "2")
                    .inheritIO()
                    .start();
            assertThat(tool.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext trusting(Path keys) {
        try (InputStream content = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, "changeit".toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("service", store.getCertificate("mykey"));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI address() {
        return URI.create("https://localhost:" + service.port());
    }

    /** What makes a process of Java trust the one in this folder. */
    public static String trust(Path home) {
        return "-Djavax.net.ssl.trustStore=" + keys(home) + " -Djavax.net.ssl.trustStorePassword=changeit";
    }

    private static Path keys(Path home) {
        return home.resolve("keys.p12");
    }

    /** Puts the token of a new worker into a file that its owner alone may read. */
    public Path workersToken() {
        HttpResponse<String> admin = post(
                "accounts",
                "{\"name\": \"root\", \"role\": \"admin\", \"password\": \"" + PASSWORD + "\"}",
                "Authorization",
                "Bearer " + read(home.resolve("service/bootstrap-token")));
        assertThat(admin.statusCode()).as(admin.body()).isEqualTo(201);
        HttpResponse<String> login =
                post("session", "{\"name\": \"root\", \"password\": \"" + PASSWORD + "\"}", "Accept", "*/*");
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        String cookies = login.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
        String csrf = cookies.replaceFirst(".*XSRF-TOKEN=([^;]*).*", "$1");
        String[] signedIn = {"Cookie", cookies, "X-XSRF-TOKEN", csrf};
        post("accounts", "{\"name\": \"node\", \"role\": \"worker\", \"password\": \"" + PASSWORD + "\"}", signedIn);
        HttpResponse<String> token = post("tokens", "{\"name\": \"node\", \"account\": \"node\"}", signedIn);
        assertThat(token.statusCode()).as(token.body()).isEqualTo(201);
        JsonNode made = JSON.readTree(token.body());
        return file("token", made.get("secret").asString());
    }

    /** A file that its owner alone may read. */
    public Path file(String name, String text) {
        try {
            Path file = Files.createFile(
                    home.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        try {
            return client.send(
                    HttpRequest.newBuilder(address().resolve("/api/v1/" + path))
                            .header("Content-Type", "application/json")
                            .headers(headers)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
