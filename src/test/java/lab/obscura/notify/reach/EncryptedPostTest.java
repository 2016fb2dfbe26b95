package lab.obscura.notify.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address is fixed before the connection, and the certificate is that of the name all the same. */
class EncryptedPostTest {

    private static final char[] PASSWORD = "for a test".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void certificate() throws Exception {
        Path store = folder.resolve("store.p12");
        ShortCommand keytool = TestCommand.run(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hooks",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hooks.lab",
                "-ext",
                "san=dns:hooks.lab",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        assertThat(keytool.code()).as(keytool.toString()).isZero();
        tls = context(store);
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static int send(SSLSocketFactory trusting, String address) throws Exception {
        var doors = new Doors(List.of("hooks.lab", "other.lab"), host -> List.of(InetAddress.getByName("127.0.0.1")));
        try (var post = new OutwardPost(doors, trusting, Duration.ofMinutes(1))) {
            return post.send(OutwardAddress.read(address), Map.of(), new byte[0]);
        }
    }

    @Test
    void theCertificateMustBeThatOfTheNameAndOfSomebodyTrusted() throws Exception {
        var server = tls.getServerSocketFactory().createServerSocket(0);
        try (Listener listener = Listener.on(server, "HTTP/1.1 200 OK\r\n\r\n")) {
            int port = listener.port();

            assertThat(send(tls.getSocketFactory(), "https://hooks.lab:" + port + "/"))
                    .isEqualTo(200);
            assertThatThrownBy(() -> send(tls.getSocketFactory(), "https://other.lab:" + port + "/"))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() ->
                            send((SSLSocketFactory) SSLSocketFactory.getDefault(), "https://hooks.lab:" + port + "/"))
                    .isInstanceOf(SSLException.class);
            assertThat(listener.requests()).hasSize(1);
        }
    }
}
