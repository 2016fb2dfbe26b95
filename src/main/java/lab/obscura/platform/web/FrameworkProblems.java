package lab.obscura.platform.web;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lab.obscura.engine.settings.JsonFault;
import lab.obscura.engine.settings.Nearest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in our words what Spring, Jackson and the database complain about. */
final class FrameworkProblems {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkProblems.class);
    private static final String LIST = "GET /v3/api-docs lists what there is; /swagger-ui.html shows it";

    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05");

    /** PostgreSQL's own code for it. */
    private static final String DISK_FULL = "53100";

    private static final String AN_ID = "an id";
    private static final String SOME_ID = "Ids are as in 9f4d1e0a-3b6c-4d0e-8a3f-0c1d2e3f4a5b";

    private static final String NO_ANSWER = "08006";

    private FrameworkProblems() {}

    static Problem translate(Throwable exception) {
        Optional<Problem> ours = cause(exception, Problem.class);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (exception instanceof HttpMessageNotReadableException unreadable) {
            return body(unreadable);
        }
        return request(exception)
                .or(() -> malformed(exception))
                .or(() -> unstorable(exception))
                .or(() -> fullDisk(exception))
                .or(() -> dataBase(exception))
                .orElseGet(() -> unexpected(exception));
    }

    private static Optional<Problem> request(Throwable exception) {
        Problem problem = null;
        if (exception instanceof MethodArgumentTypeMismatchException wrong) {
            problem = wrongType(wrong.getName(), wrong);
        } else if (exception instanceof MissingServletRequestParameterException missing) {
            problem =
                    Problem.field(missing.getParameterName(), "given", "", "Add ?" + missing.getParameterName() + "=");
        } else if (exception instanceof BindException wrong) {
            problem = binding(wrong);
        } else if (exception instanceof ServletRequestBindingException wrong) {
            problem = new Problem(ErrorType.INVALID_REQUEST, wrong.getBody().getDetail());
        } else if (exception instanceof NoResourceFoundException || exception instanceof NoHandlerFoundException) {
            problem = new Problem(ErrorType.NOT_FOUND, "No such endpoint. " + LIST);
        } else if (exception instanceof HttpRequestMethodNotSupportedException method) {
            problem = Problem.method(method.getMethod(), words(method.getSupportedHttpMethods()));
        } else if (exception instanceof HttpMediaTypeNotSupportedException type) {
            problem = new Problem(
                    ErrorType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be " + words(type.getSupportedMediaTypes()) + ", was "
                            + Problem.oneLine(String.valueOf(type.getContentType())));
        } else if (exception instanceof HttpMediaTypeNotAcceptableException type) {
            problem = new Problem(
                    ErrorType.NOT_ACCEPTABLE, "The answer exists as " + words(type.getSupportedMediaTypes()));
        }
        return Optional.ofNullable(problem);
    }

    /** What Tomcat finds in a request only when it is asked for it. */
    private static Optional<Problem> malformed(Throwable exception) {
        return cause(exception, InvalidParameterException.class)
                .map(wrong -> new Problem(ErrorType.INVALID_REQUEST, "The query or the form cannot be read"));
    }

    private static Problem binding(BindException exception) {
        return exception.getFieldErrors().stream()
                .findFirst()
                .map(FrameworkProblems::wrongField)
                .orElseGet(() -> new Problem(ErrorType.INVALID_REQUEST, "The parameters do not go together. " + LIST));
    }

    private static Problem wrongField(FieldError error) {
        String came = String.valueOf(error.getRejectedValue());
        if (!error.contains(TypeMismatchException.class)) {
            return Problem.field(error.getField(), String.valueOf(error.getDefaultMessage()), came, LIST);
        }
        Class<?> type = Optional.<Class<?>>ofNullable(
                        error.unwrap(TypeMismatchException.class).getRequiredType())
                .orElse(Object.class);
        return Problem.field(error.getField(), typeName(type), came, example(error.getField(), type));
    }

    private static Problem wrongType(String name, TypeMismatchException exception) {
        Class<?> type =
                Optional.<Class<?>>ofNullable(exception.getRequiredType()).orElse(Object.class);
        return Problem.field(name, typeName(type), String.valueOf(exception.getValue()), example(name, type));
    }

    private static String example(String name, Class<?> type) {
        return switch (typeName(type)) {
            case "true or false" -> "Write it as " + name + "=true";
            case "a number" -> "Write it as " + name + "=0.5";
            case "a whole number" -> "Write it as " + name + "=5";
            case AN_ID -> SOME_ID;
            default -> "Write it as " + name + "=…";
        };
    }

    /** PostgreSQL keeps any text but one: the character NUL. */
    private static Optional<Problem> unstorable(Throwable exception) {
        return cause(exception, SQLException.class)
                .filter(sql -> UNSTORABLE.contains(String.valueOf(sql.getSQLState())))
                .map(
                        sql -> new Problem(
                                ErrorType.INVALID_REQUEST,
                                "A text in the request holds a character that cannot be stored (NUL or half a character). Leave it out"));
    }

    private static Optional<Problem> fullDisk(Throwable exception) {
        return cause(exception, SQLException.class)
                .filter(sql -> DISK_FULL.equals(sql.getSQLState()))
                .map(
                        sql -> new Problem(
                                ErrorType.DISK_FULL,
                                "The disk of the database is full. Nothing was changed. Free some space there, then send it again"));
    }

    private static Optional<Problem> dataBase(Throwable exception) {
        boolean away = exception instanceof DataAccessResourceFailureException
                || exception instanceof CannotCreateTransactionException
                || exception instanceof QueryTimeoutException
                || exception instanceof TransientDataAccessException
                || connectionBroke(exception);
        if (!away) {
            return Optional.empty();
        }
        LOG.warn("event=database-away cause=\"{}\"", exception.getMessage());
        String outcome = brokeUnderWay(exception)
                ? "The database stopped answering, so nobody knows yet whether a change was kept: look before you send it again,"
                        + " or send it with the same Idempotency-Key"
                : "The database cannot be reached. Nothing was changed";
        return Optional.of(new Problem(
                ErrorType.UNAVAILABLE, outcome + ". Running trainings continue. Try again in a few seconds"));
    }

    /** PostgreSQL's driver sent something and heard nothing, or not enough. */
    private static boolean brokeUnderWay(Throwable exception) {
        return cause(exception, SQLException.class)
                .filter(sql -> NO_ANSWER.equals(sql.getSQLState()))
                .isPresent();
    }

    /** Whatever it is wrapped in: classes 08 and 57P of PostgreSQL's codes, or the pool's word for a connection that broke under it. */
    private static boolean connectionBroke(Throwable exception) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql
                    && (String.valueOf(sql.getSQLState()).matches("08...|57P..")
                            || String.valueOf(sql.getMessage()).equals("Connection is closed"))) {
                return true;
            }
        }
        return false;
    }

    private static Problem unexpected(Throwable exception) {
        return new Problem(
                ErrorType.INTERNAL,
                "Internal error (a bug in Obscura), not a fault of the request. The log has it under the traceId",
                exception);
    }

    private static Problem body(HttpMessageNotReadableException exception) {
        return cause(exception, UnrecognizedPropertyException.class)
                .map(FrameworkProblems::unknownField)
                .or(() -> cause(exception, StreamConstraintsException.class).map(FrameworkProblems::malformed))
                .or(() -> cause(exception, MismatchedInputException.class).map(FrameworkProblems::mismatch))
                .or(() -> cause(exception, JacksonException.class).map(FrameworkProblems::malformed))
                .orElseGet(() -> new Problem(
                        ErrorType.MALFORMED_JSON, "The body must be an object in JSON, was null or nothing"));
    }

    private static Problem unknownField(UnrecognizedPropertyException exception) {
        List<String> known = exception.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        String hint = Nearest.to(exception.getPropertyName(), known)
                .map(word -> "Did you mean " + word + "?")
                .orElse("Leave it out");
        return Problem.field(
                path(exception), "a known field: " + String.join(", ", known), exception.getPropertyName(), hint);
    }

    private static Problem mismatch(MismatchedInputException exception) {
        Class<?> type = Optional.<Class<?>>ofNullable(exception.getTargetType()).orElse(Object.class);
        if (exception.getPath().isEmpty()) {
            return malformed(exception);
        }
        String came = exception instanceof InvalidFormatException format
                ? String.valueOf(format.getValue())
                : "something else" + JsonFault.at(exception);
        return Problem.field(path(exception), typeName(type), came, jsonHint(type));
    }

    private static String jsonHint(Class<?> type) {
        return switch (typeName(type)) {
            case "true or false" -> "Write true or false, without quotes";
            case "a number" -> "Write it as 0.5, without quotes";
            case "a whole number" -> "Write it as 5, without quotes";
            case "a list" -> "Write it as […]";
            case "text" -> "Write it in quotes";
            case AN_ID -> SOME_ID;
            default -> "Write it as {…}";
        };
    }

    private static Problem malformed(JacksonException exception) {
        return new Problem(ErrorType.MALFORMED_JSON, "The body " + JsonFault.of(exception));
    }

    private static String path(JacksonException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String typeName(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == UUID.class) {
            return AN_ID;
        }
        return type == String.class ? "text" : "an object";
    }

    private static String words(Collection<?> values) {
        return Optional.<Collection<?>>ofNullable(values).orElse(List.of()).stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <T> Optional<T> cause(Throwable exception, Class<T> type) {
        for (Throwable at = exception; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
