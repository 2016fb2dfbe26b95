package lab.obscura.engine.settings;

/** A text that is no JSON object. The message continues after what holds it, as in {@code must be an object in JSON}. */
public final class MalformedJsonException extends RuntimeException {

    public MalformedJsonException(String message) {
        super(message);
    }
}
