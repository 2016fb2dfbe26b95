package lab.obscura.client.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import lab.obscura.client.ClientVerb;
import lab.obscura.platform.process.BriefJvm;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script that {@code obscura launcher} prints, run by a real shell. */
class LauncherTest {

    private static final String RUN = """
            {"id": "12345678-0000-0000-0000-000000000000", "state": "SUCCEEDED", "progress": 1, "accuracy": 0.75, "seed": 7,
             "submitter": "ada", "name": "by launcher, größer 中"}""";

    @TempDir
    static Path packed;

    private static Path program;
    private static Path unpacked;

    @TempDir
    Path folder;

    private HttpServer service;
    private String asked = "";
    private Path script;

    /** A jar as Spring Boot packs it, of this test's class path. */
    @BeforeAll
    static void packProgramWithLibraries() throws IOException {
        program = packed.resolve("it's obscura.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(program))) {
            for (String place : System.getProperty("java.class.path").split(":")) {
                Path path = Path.of(place);
                if (path.getFileName().toString().matches("jackson-(core|databind|annotations)-.*\\.jar")) {
                    put(out, "BOOT-INF/lib/" + path.getFileName(), Files.readAllBytes(path));
                } else if (Files.isDirectory(path.resolve("lab/obscura/engine/settings"))) {
                    putClasses(out, path);
                }
            }
        }
        unpacked = Files.createDirectory(packed.resolve("unpacked"));
        ClientFiles.unpack(program, unpacked);
    }

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            byte[] body = ("{\"runs\": [" + RUN + "], \"next\": null}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        script = Files.writeString(folder.resolve("obscura"), printed());
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private static void putClasses(JarOutputStream out, Path root) throws IOException {
        if (!Files.exists(root.resolve("lab/obscura/Obscura.class"))) {
            return;
        }
        try (Stream<Path> classes = Files.walk(root.resolve("lab"))) {
            for (Path file : classes.filter(Files::isRegularFile).toList()) {
                put(out, "BOOT-INF/classes/" + root.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** With a java that unpacks as the whole program would. */
    private String printed() throws IOException {
        Path real = Path.of(System.getProperty("java.home"), "bin", "java");
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -jar ]; then
                  [ "$3" = launcher ] || { echo "whole program: $3"; exit 0; }
                  shift; exec "%s" -cp '%s' lab.obscura.client.launcher.UnpackProgram "$@"
                fi
                exec "%s" "$@"
                """.formatted(real, System.getProperty("java.class.path"), real));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        var out = new ByteArrayOutputStream();
        new LauncherCommand(program, java, new PrintStream(out, true, StandardCharsets.UTF_8)).run(new String[0]);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String obscura(String... words) throws IOException, InterruptedException {
        ShortCommand ended =
                TestCommand.run(new ProcessBuilder(Stream.concat(Stream.of("sh", script.toString()), Stream.of(words))
                                .toList())
                        .directory(folder.toFile()));
        return ended.output() + ended.error();
    }

    private String list() throws IOException, InterruptedException {
        return obscura("list", "--url=http://127.0.0.1:" + service.getAddress().getPort());
    }

    @Test
    void theFirstCallKeepsWhatTheNextOnesStartFrom() throws Exception {
        script = Files.writeString(
                folder.resolve("obscura"), "XDG_CACHE_HOME='" + folder.resolve("cache") + "'\n" + printed());

        String first = list();
        List<Path> kept = files(folder.resolve("cache"));
        String second = list();

        assertThat(first).contains("12345678", "by launcher", "succeeded", "0.750");
        assertThat(second).isEqualTo(first);
        assertThat(kept.stream().map(path -> path.getFileName().toString()))
                .contains("client.jar", "classes.jsa")
                .anyMatch(name -> name.startsWith("jackson-databind"));
        assertThat(files(folder.resolve("cache"))).isEqualTo(kept);
    }

    /** As cron, systemd and containers start programs. */
    @Test
    void aLocaleThatKnowsAsciiAloneLosesNoLetters() throws Exception {
        script = Files.writeString(folder.resolve("obscura"), "LC_ALL=C; export LC_ALL\n" + printed());

        String said = obscura(
                "list",
                "größer",
                "--json",
                "--url=http://127.0.0.1:" + service.getAddress().getPort());

        assertThat(said).contains("by launcher, größer 中");
        assertThat(asked).endsWith("&q=gr%C3%B6%C3%9Fer");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatIsNoCommandOfTheClientStartsTheWholeProgram() throws Exception {
        assertThat(obscura("run", "definition.json")).isEqualTo("whole program: run\n");
        assertThat(obscura()).isEqualTo("whole program: \n");
    }

    @ParameterizedTest
    @EnumSource(ClientVerb.class)
    void theKeptClassesAreAllThatACommandNeeds(ClientVerb verb) throws Exception {
        String url = "--url=http://127.0.0.1:" + service.getAddress().getPort();
        ShortCommand ended = TestCommand.run(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        BriefJvm.OPTIONS,
                        "-cp",
                        unpacked + "/*",
                        "lab.obscura.client.ClientProgram",
                        verb.word(),
                        "11111111-0000-0000-0000-000000000000",
                        url)
                .directory(folder.toFile()));

        assertThat(ended.output() + ended.error()).doesNotContain("NoClassDefFoundError", "NoSuchMethodError");
    }

    @Test
    void aProgramWithoutItsLibrariesHasNoLauncher() {
        var command = new LauncherCommand(folder.resolve("java"), Path.of("java"), System.out);

        assertThatThrownBy(() -> command.run(new String[0])).hasMessageContaining("java -jar obscura.jar launcher");
    }
}
