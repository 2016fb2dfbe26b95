package lab.obscura.platform.web;

import java.util.List;
import lab.obscura.engine.settings.FieldError;

/** A request that cannot be served, with the sentence that its sender reads. */
public final class Problem extends RuntimeException {

    private final ErrorType type;
    private final transient List<FieldError> fields;

    public Problem(ErrorType type, String detail) {
        this(type, detail, List.of());
    }

    public Problem(ErrorType type, String detail, List<FieldError> fields) {
        super(detail);
        this.type = type;
        this.fields = List.copyOf(fields);
    }

    /** A mistake of ours; its cause is for the log alone. */
    Problem(ErrorType type, String detail, Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.fields = List.of();
    }

    /** One wrong field or parameter. */
    public static Problem field(String path, String rule, String value, String hint) {
        var field = new FieldError(path, rule, value, hint);
        return new Problem(ErrorType.INVALID_REQUEST, field.sentence(), List.of(field));
    }

    /** Something that is not there, with the way to what is. */
    public static Problem unknown(ErrorType type, String what, String reference, String wayOut) {
        return new Problem(type, what + " " + new FieldError("", "", reference, "").value() + ". " + wayOut);
    }

    public ErrorType type() {
        return type;
    }

    public List<FieldError> fields() {
        return fields;
    }
}
