package lab.obscura.platform.web;

import java.util.List;
import lab.obscura.engine.settings.FieldError;

/** A request that cannot be served, with the sentence that its sender reads. */
public final class Problem extends RuntimeException {

    private static final String USUAL_METHODS = "GET, HEAD, OPTIONS";

    private final ErrorType type;
    private final transient List<FieldError> fields;
    private final String allowed;

    public Problem(ErrorType type, String detail) {
        this(type, detail, List.of());
    }

    public Problem(ErrorType type, String detail, List<FieldError> fields) {
        super(detail);
        this.type = type;
        this.fields = List.copyOf(fields);
        this.allowed = USUAL_METHODS;
    }

    private Problem(String detail, String allowed) {
        super(detail);
        this.type = ErrorType.METHOD_NOT_ALLOWED;
        this.fields = List.of();
        this.allowed = allowed;
    }

    /** A mistake of ours; its cause is for the log alone. */
    Problem(ErrorType type, String detail, Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.fields = List.of();
        this.allowed = USUAL_METHODS;
    }

    /** @param allowed the methods that the address takes, separated by commas */
    public static Problem method(String method, String allowed) {
        return new Problem(oneLine(method) + " is not for this address; it takes " + allowed, allowed);
    }

    /** One wrong field or parameter. */
    public static Problem field(String path, String rule, String value, String hint) {
        var field = new FieldError(path, rule, value, hint);
        return new Problem(ErrorType.INVALID_REQUEST, field.sentence(), List.of(field));
    }

    /** Something that is not there, with the way to what is. */
    public static Problem unknown(ErrorType type, String what, String reference, String wayOut) {
        return new Problem(type, what + " " + oneLine(reference) + ". " + wayOut);
    }

    /** Where only a status is known, as when Tomcat itself refuses a request. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 403 -> new Problem(ErrorType.FOREIGN_REQUEST, "This request is not for this service");
            case 404 -> new Problem(ErrorType.NOT_FOUND, "No such endpoint");
            case 405 -> new Problem(ErrorType.METHOD_NOT_ALLOWED, "This address does not take this method");
            case 406 -> new Problem(ErrorType.NOT_ACCEPTABLE, "The answer does not exist in the accepted media types");
            case 408 -> new Problem(ErrorType.SLOW_REQUEST, "The request was not whole in time");
            case 413 -> new Problem(ErrorType.BODY_TOO_LARGE, "A request body may have 1 MB at most");
            case 415 -> new Problem(ErrorType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
            case 503 ->
                new Problem(ErrorType.UNAVAILABLE, "The service is starting or ending; try again in a few seconds");
            case 500 -> new Problem(ErrorType.INTERNAL, "Internal error (a bug in Obscura); its log has more");
            default ->
                new Problem(
                        ErrorType.INVALID_REQUEST,
                        "The request is no HTTP/1.1 that this service reads: look at its first line, its headers and"
                                + " how its address is encoded");
        };
    }

    /** Where an exception is all that is known. */
    public static Problem ofFailure(Throwable failure) {
        return FrameworkProblems.translate(failure);
    }

    /** Text of a client on its way into a sentence: no line breaks, no megabytes. */
    public static String oneLine(String text) {
        return new FieldError("", "", text, "").value();
    }

    public ErrorType type() {
        return type;
    }

    /** For the header Allow. */
    String allowed() {
        return allowed;
    }

    public List<FieldError> fields() {
        return fields;
    }
}
