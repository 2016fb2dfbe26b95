package lab.obscura.platform.start;

import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.engine.run.folder.ExitCode;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.DataAccessResourceFailureException;

/** Knows what users can do wrong at a start, and says it in one sentence. What is not known here is a mistake of ours and keeps its trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailures implements FailureAnalyzer {

    /** Spring names what it could not make of a text. */
    private static final Pattern TYPE =
            Pattern.compile("to (?:type )?\\[?(?:[a-z.]+\\.)?(int|long|double|boolean|[A-Z]\\w+)");

    /** A sentence about a setting begins with it. */
    private static final Pattern OF_OURS = Pattern.compile("obscura\\.[a-z][a-z0-9.-]*[a-z0-9][ =]");

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return explained(failure)
                .map(start -> new FailureAnalysis(start.getMessage(), "", failure))
                .orElse(null); // as Spring asks for it: then others are asked
    }

    /** The same failure in words for people; empty when it is none of theirs. */
    public static Optional<StartException> explained(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return first(causes, StartException.class)
                .or(() -> first(causes, PortInUseException.class).map(StartFailures::port))
                .or(() -> first(causes, BindException.class).map(StartFailures::address))
                .or(() -> first(causes, InvalidConfigurationPropertyValueException.class)
                        .map(invalid -> setting(invalid.getName(), invalid.getValue(), invalid)))
                .or(() -> setting(causes))
                .or(() -> refusedSetting(causes))
                .or(() -> first(causes, SQLException.class).flatMap(StartFailures::dataBase))
                .or(() -> service(causes))
                .or(() -> first(causes, FileSystemException.class).map(StartFailures::file));
    }

    private static StartException port(PortInUseException taken) {
        return new StartException(
                ExitCode.UNAVAILABLE,
                "Port " + taken.getPort()
                        + " is in use. Stop what listens there, or choose another port, as in --server.port="
                        + (taken.getPort() + 1));
    }

    private static StartException address(BindException wrong) {
        return new StartException(
                ExitCode.UNAVAILABLE,
                "The service cannot listen there (" + wrong.getMessage()
                        + "). Correct server.address and server.port, as in --server.address=127.0.0.1 --server.port=8080");
    }

    /** What needs several settings together looks at them when it is made, and says which is wrong as records of settings do. */
    private static Optional<StartException> refusedSetting(List<Throwable> causes) {
        return first(causes, IllegalArgumentException.class)
                .filter(refusal ->
                        OF_OURS.matcher(String.valueOf(refusal.getMessage())).lookingAt())
                .map(refusal -> new StartException(ExitCode.SETTINGS, refusal.getMessage(), refusal));
    }

    /** The deepest cause says the rule of ours; Spring's own says key and type. */
    private static Optional<StartException> setting(List<Throwable> causes) {
        return first(causes, org.springframework.boot.context.properties.bind.BindException.class)
                .map(unbound -> Optional.ofNullable(unbound.getProperty())
                        .map(property -> setting(unbound.getName().toString(), property.getValue(), unbound))
                        .orElseGet(() -> new StartException(
                                ExitCode.SETTINGS,
                                String.valueOf(causes.get(causes.size() - 1).getMessage()),
                                unbound)));
    }

    private static StartException setting(String key, Object value, Throwable cause) {
        String rule = words(cause).orElseGet(() -> rule(cause));
        return new StartException(
                ExitCode.SETTINGS,
                String.format(
                        Locale.ROOT,
                        "%s cannot be \"%s\": it must be %s. README.md has the table of settings",
                        key,
                        value,
                        rule),
                cause);
    }

    /** Where a setting is one of some words, these. */
    private static Optional<String> words(Throwable cause) {
        return first(causes(cause), ConversionFailedException.class)
                .map(failure -> failure.getTargetType().getType())
                .filter(Class::isEnum)
                .map(type -> Stream.of(type.getEnumConstants())
                        .map(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", ", "one of ", "")));
    }

    private static String rule(Throwable cause) {
        return causes(cause).stream()
                .map(Throwable::getMessage)
                .flatMap(message -> TYPE.matcher(String.valueOf(message)).results())
                .map(type -> kind(type.group(1)))
                .findFirst()
                .orElse("of another kind");
    }

    private static String kind(String type) {
        return switch (type) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a time, as in 30s or 10m";
            case "DataSize" -> "a size, as in 512MB or 6GB";
            case "InetAddress" -> "the address of this machine, as in 127.0.0.1";
            default -> "a " + type;
        };
    }

    private static Optional<StartException> dataBase(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        String wayOut = state.startsWith("28")
                ? "Correct spring.datasource.username and spring.datasource.password"
                : "Start it, or correct spring.datasource.url";
        return state.matches("08...|28...|3D000|57P..")
                ? Optional.of(new StartException(
                        ExitCode.UNAVAILABLE,
                        "The database cannot be used: " + withoutStop(problem.getMessage()) + ". " + wayOut,
                        problem))
                : Optional.empty();
    }

    /** For a worker over HTTPS the service stands for its database; what a database itself has said has a cause of SQL. */
    private static Optional<StartException> service(List<Throwable> causes) {
        return first(causes, DataAccessResourceFailureException.class)
                .filter(away -> first(causes, SQLException.class).isEmpty())
                .map(away -> new StartException(
                        ExitCode.UNAVAILABLE,
                        withoutStop(String.valueOf(away.getMessage())) + ". Start it, or correct obscura.worker.server",
                        away));
    }

    private static StartException file(FileSystemException problem) {
        String reason = problem instanceof AccessDeniedException
                ? "no right to read or write it"
                : Optional.ofNullable(problem.getReason())
                        .orElse(problem.getClass().getSimpleName());
        return new StartException(
                ExitCode.UNAVAILABLE,
                "Cannot use " + problem.getFile() + ": " + reason
                        + ". Give its owner that right, or choose another place with obscura.home",
                problem);
    }

    private static String withoutStop(String message) {
        return message.replaceAll("\\.\\s*$", "");
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }
}
