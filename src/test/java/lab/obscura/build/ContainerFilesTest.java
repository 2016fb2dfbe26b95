package lab.obscura.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Dockerfile, docker-compose.yml and the application's configuration speak of the same names, ports and variables. */
class ContainerFilesTest {

    private static final String DOCKERFILE = read("Dockerfile");
    private static final String ROLE = "docker/database-role.sh";
    private static final Map<String, Object> COMPOSE = new Yaml().load(read("docker-compose.yml"));
    private static final Map<String, Object> APPLICATION = new Yaml().load(read("src/main/resources/application.yml"));

    @Test
    void thePublishedPortIsTheServicesOwnAndOnLoopbackOnly() {
        var port = at(APPLICATION, "server", "port");

        assertThat(at(COMPOSE, "services", "service", "ports"))
                .asInstanceOf(LIST)
                .containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(instructions("EXPOSE")).containsExactly(port.toString());
        assertThat(instructions("HEALTHCHECK").get(0)).contains("http://127.0.0.1:" + port + "/");
    }

    @Test
    void theHealthCheckAsksAnEndpointThatIsExposed() {
        assertThat(instructions("HEALTHCHECK").get(0)).contains("/actuator/health\"");
        assertThat(at(APPLICATION, "management", "endpoints", "web", "exposure", "include")
                        .toString())
                .contains("health");
        assertThat(instructions("RUN")).anyMatch(command -> command.contains("install") && command.contains(" curl "));
    }

    @Test
    void theContainerListensOnAllAddresses() {
        assertThat(imageEnvironment()).containsEntry("SERVER_ADDRESS", "0.0.0.0");
        assertThat(at(APPLICATION, "server", "address")).hasToString("127.0.0.1");
    }

    @Test
    void everyVariableSetsAKeyOfTheConfiguration() {
        var variables = new TreeMap<String, String>(imageEnvironment());
        variables.putAll(environment("service"));
        variables.putAll(environment("worker"));

        assertThat(variables.keySet())
                .as("Spell each variable as a key of README's configuration table, in capitals")
                .isSubsetOf(ConfigurationKeys.asVariables());
    }

    @Test
    void theDataBaseIsTheOneThatServiceAndWorkersAreSentTo() {
        var database = environment("database");

        assertThat(List.of("service", "worker")).allSatisfy(client -> {
            var settings = environment(client);
            assertThat(settings.get("SPRING_DATASOURCE_URL"))
                    .isEqualTo("jdbc:postgresql://database:5432/" + database.get("POSTGRES_DB"));
            assertThat(read(ROLE)).contains("create role " + settings.get("SPRING_DATASOURCE_USERNAME") + " login");
            assertThat(settings.get("SPRING_DATASOURCE_PASSWORD")).isEqualTo(database.get("POSTGRES_PASSWORD"));
        });
        assertThat(at(COMPOSE, "services", "database", "healthcheck", "test").toString())
                .contains(environment("service").get("SPRING_DATASOURCE_USERNAME"), database.get("POSTGRES_DB"));
    }

    @Test
    void theServiceIsNotTheSuperuserOfItsDataBase() {
        assertThat(environment("database").get("POSTGRES_USER"))
                .isNotEqualTo(environment("service").get("SPRING_DATASOURCE_USERNAME"));
        assertThat(volumes("database")).contains("./" + ROLE + ":/docker-entrypoint-initdb.d/database-role.sh:ro");
        assertThat(Path.of(ROLE)).isExecutable();
    }

    @Test
    void theDataBaseKeepsItsDataWhereTheImageHasItsVolume() {
        assertThat(at(COMPOSE, "services", "database", "image"))
                .asString()
                .matches("postgres:18\\.\\d+(@sha256:[0-9a-f]{64})?");
        assertThat(volumes("database")).contains("database:/var/lib/postgresql");
        assertThat(at(COMPOSE, "services", "database"))
                .asInstanceOf(map(Object.class, Object.class))
                .doesNotContainKey("ports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "worker"})
    void serviceAndWorkersShareImageAndVolumes(String name) {
        var environment = imageEnvironment();

        assertThat(at(COMPOSE, "services", name, "image")).isEqualTo("obscura:latest");
        assertThat(volumes(name))
                .contains("work:" + environment.get("OBSCURA_HOME"))
                .anyMatch(volume -> volume.endsWith(":" + environment.get("OBSCURA_DATA_DIRECTORY") + ":ro"));
    }

    @Test
    void everyNamedVolumeAndDependencyExists() {
        assertThat(at(COMPOSE, "volumes"))
                .asInstanceOf(map(Object.class, Object.class))
                .containsOnlyKeys("database", "work");
        assertThat(at(COMPOSE, "services", "service", "depends_on"))
                .asInstanceOf(map(Object.class, Object.class))
                .containsOnlyKeys("database");
        assertThat(at(COMPOSE, "services", "worker", "depends_on"))
                .asInstanceOf(map(Object.class, Object.class))
                .containsOnlyKeys("service");
    }

    @Test
    void theWorkerIsACommandOfTheProgramAndMayBeScaled() {
        assertThat(at(COMPOSE, "services", "worker", "command")).isEqualTo(List.of("worker"));
        assertThat(at(COMPOSE, "services", "worker"))
                .asInstanceOf(map(Object.class, Object.class))
                .doesNotContainKeys("container_name", "ports");
        assertThat(at(COMPOSE, "services", "worker", "healthcheck", "disable")).isEqualTo(true);
    }

    @Test
    void withoutAPasswordComposeRefusesAndNamesTheCommandThatWritesOne(@TempDir Path folder) throws Exception {
        String variable = environment("database").get("POSTGRES_PASSWORD");
        assertThat(variable).startsWith("${OBSCURA_DATABASE_PASSWORD:?").endsWith("}");
        String command = variable.replaceFirst(".*random one: ", "").replaceFirst("}$", "");

        int code = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .start()
                .waitFor();

        assertThat(code).isZero();
        assertThat(Files.readString(folder.resolve(".env"))).matches("OBSCURA_DATABASE_PASSWORD=[0-9a-f]{48}\n");
        assertThat(read("docs/operations.md")).contains(command);
        assertThat(read(".gitignore").lines()).contains(".env");
    }

    @Test
    void noPasswordIsWrittenDown() {
        assertThat(read("docker-compose.yml")).doesNotContain(":-obscura}");
        assertThat(imageEnvironment().keySet()).noneMatch(name -> name.contains("PASSWORD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "worker"})
    void theRootOfServiceAndWorkersIsReadOnly(String name) {
        assertThat(at(COMPOSE, "services", name, "read_only")).isEqualTo(true);
        assertThat(at(COMPOSE, "services", name, "cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(at(COMPOSE, "services", name, "security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        assertThat(at(COMPOSE, "services", name, "tmpfs").toString()).contains("/tmp");
    }

    @Test
    void baseImagesHaveTheirFullVersion() {
        String version = "\\S+:\\d+\\.\\d+\\.\\d+\\S*";
        assertThat(instructions("FROM"))
                .hasSize(3)
                .allMatch(from -> from.matches("(" + version + "|\\$\\{RUNTIME})( AS \\w+)?"));
        assertThat(instructions("ARG")).anyMatch(argument -> argument.matches("RUNTIME=" + version));
        assertThat(at(COMPOSE, "services", "worker-gpu", "build", "args", "RUNTIME")
                        .toString())
                .matches(version);
        assertThat(DOCKERFILE).contains("docker buildx imagetools inspect");
    }

    @Test
    void theWorkerForCardsIsBuiltForThemAndStartsWhenItIsAskedFor() {
        assertThat(at(COMPOSE, "services", "worker-gpu", "profiles")).isEqualTo(List.of("gpu"));
        assertThat(at(COMPOSE, "services", "worker-gpu", "build", "args", "MAVEN_PROFILE"))
                .isEqualTo("torch-cuda");
        assertThat(read("pom.xml")).contains("<id>torch-cuda</id>");
        assertThat(at(COMPOSE, "services", "worker-gpu", "environment"))
                .isEqualTo(at(COMPOSE, "services", "worker", "environment"));
        assertThat(at(COMPOSE, "services", "worker-gpu", "deploy", "resources", "reservations", "devices")
                        .toString())
                .contains("driver=nvidia", "count=all", "capabilities=[gpu]");
        assertThat(at(COMPOSE, "services", "worker-gpu", "cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(DOCKERFILE).contains("ARG RUNTIME_PACKAGES=\"\"", "|| echo openjdk-17-jre-headless");
    }

    @Test
    void theImageRunsAsAUserWithoutRights() {
        assertThat(instructions("USER")).containsExactly("10001:10001");
        assertThat(instructions("RUN")).anyMatch(command -> command.contains("--uid 10001"));
    }

    @Test
    void theJarThatIsBuiltIsTheJarThatRuns() {
        assertThat(read("pom.xml")).contains("<finalName>obscura</finalName>");
        assertThat(DOCKERFILE).contains("target/obscura.jar").contains("ARG MAVEN_PROFILE");
        assertThat(instructions("ENTRYPOINT").get(0)).contains("/opt/obscura/obscura.jar");
        assertThat(instructions("COPY")).contains("--from=build /obscura.jar /opt/obscura/obscura.jar");
    }

    @Test
    void aServiceWithoutMemoryEndsAndIsStartedAgain() {
        String option = "-XX:+ExitOnOutOfMemoryError";

        assertThat(instructions("ENTRYPOINT").get(0)).contains('"' + option + '"');
        assertThat(read("pom.xml")).contains("<jvmArguments>" + option + "</jvmArguments>");
        assertThat(read("docs/operations.md"))
                .contains("java " + option + " -jar obscura.jar worker", "java " + option + " -jar obscura.jar   ");
        assertThat(List.of("database", "service", "worker"))
                .allSatisfy(name ->
                        assertThat(at(COMPOSE, "services", name, "restart")).isEqualTo("unless-stopped"));
    }

    @Test
    void whatTheBuildNeedsIsSentToIt() {
        assertThat(read(".dockerignore").lines())
                .contains(
                        "**",
                        "!pom.xml",
                        "!mvnw",
                        "!.mvn",
                        "!src",
                        "!frontend",
                        "!docs/openapi.json",
                        "!docs/adding-a-page.md",
                        "!LICENSE");
    }

    /** The texts of all instructions of a kind, with continued lines joined. */
    private static List<String> instructions(String kind) {
        String joined = DOCKERFILE.replaceAll("\\\\\\n\\s*", " ");
        return Pattern.compile("(?m)^" + kind + "\\s+(.*)$")
                .matcher(joined)
                .results()
                .map(match -> match.group(1).strip().replaceAll("\\s+", " "))
                .toList();
    }

    private static Map<String, String> imageEnvironment() {
        var variables = new TreeMap<String, String>();
        Matcher pairs = Pattern.compile("(\\w+)=(\\S+)").matcher(String.join(" ", instructions("ENV")));
        while (pairs.find()) {
            variables.put(pairs.group(1), pairs.group(2));
        }
        return variables;
    }

    private static Map<String, String> environment(String service) {
        var variables = new TreeMap<String, String>();
        ((Map<?, ?>) at(COMPOSE, "services", service, "environment"))
                .forEach((name, value) -> variables.put(name.toString(), value.toString()));
        return variables;
    }

    private static List<String> volumes(String service) {
        return ((List<?>) at(COMPOSE, "services", service, "volumes"))
                .stream().map(Object::toString).toList();
    }

    private static Object at(Map<String, Object> document, String... path) {
        Object value = document;
        for (String key : path) {
            value = value instanceof Map<?, ?> fields ? fields.get(key) : null;
        }
        assertThat(value).as(String.join(".", path)).isNotNull();
        return value;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
