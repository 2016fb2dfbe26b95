package lab.obscura.platform.web;

import java.util.Arrays;
import java.util.Optional;

/** Every kind of problem the API answers with. Each has its anchor in {@code docs/errors.md}. */
public enum ErrorType {
    INVALID_SETTINGS(400, "Invalid settings", "A definition breaks one or more rules; fields[] names each of them."),
    MALFORMED_JSON(400, "Malformed JSON", "The body is not JSON as the standard has it; the detail names the place."),
    INVALID_REQUEST(400, "Invalid request", "A parameter, a header or a field of the request breaks a rule."),
    NOT_LOGGED_IN(401, "Not logged in", "This needs an account: log in on the page, or send a token."),
    WRONG_LOGIN(401, "Wrong name or password", "No account has this name with this password, or it is disabled."),
    NOT_ALLOWED(403, "Not allowed", "The account's role, or the token's scope, does not allow this."),
    NOT_OWNER(403, "Not the owner", "Only who submitted it, or an admin, may change this."),
    CSRF_TOKEN(403, "Missing CSRF token", "A browser session must repeat its cookie XSRF-TOKEN in a header."),
    FOREIGN_REQUEST(403, "Foreign request", "A page of another site sent this, or the address is not this service's."),
    NOT_FOUND(404, "Not found", "No such endpoint."),
    UNKNOWN_RUN(404, "Unknown run", "No run has this id."),
    UNKNOWN_EXPERIMENT(404, "Unknown experiment", "No experiment has this id."),
    UNKNOWN_STUDY(404, "Unknown study", "No study has this id."),
    UNKNOWN_TABLE(404, "Unknown table", "No paper table has this id."),
    UNKNOWN_DATASET(404, "Unknown data set", "No data set is registered under this id."),
    UNKNOWN_WORKER(404, "Unknown worker", "No worker process has this id."),
    UNKNOWN_POOL(404, "Unknown pool", "No pool of pilots has this name."),
    UNKNOWN_ACCOUNT(404, "Unknown account", "No account has this name."),
    UNKNOWN_PROJECT(404, "Unknown project", "No project that you may see has this name."),
    UNKNOWN_TOKEN(404, "Unknown token", "No token or session of this account has this id."),
    UNKNOWN_DESTINATION(404, "Unknown destination", "You have no destination of messages with this id."),
    UNKNOWN_FILE(404, "Unknown file", "There is no such file of a checkpoint or a data set."),
    UNKNOWN_PICTURE(404, "Unknown picture", "The run has no picture of this attack and index."),
    UNKNOWN_UPLOAD(404, "Unknown upload", "Nothing was uploaded under this id, or it lay too long."),
    NO_RESULT_YET(404, "No result yet", "The run has not succeeded, so what was asked for does not exist."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The address exists, but not for this method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The answer does not exist in the accepted media types."),
    SLOW_REQUEST(408, "Slow request", "The body of the request was not whole within ten seconds."),
    ILLEGAL_STATE(409, "Illegal state", "The run's state does not allow this; the detail names the states that do."),
    STALE_FENCE(409, "Stale fence", "The run was given to another worker, or is over: this one must end its attempt."),
    OTHER_VERSION(409, "Other version", "The worker's program is of another version than the service."),
    NO_ACCOUNTS(409, "No accounts", "The service runs without accounts: obscura.auth is off."),
    KEPT(409, "Kept", "A run among those to be deleted is kept or running; fields[] names each. Nothing was deleted."),
    IDEMPOTENCY_CONFLICT(409, "Idempotency key used", "The key was used with another body."),
    EDIT_CONFLICT(412, "Edited meanwhile", "Somebody changed the run since it was read; read it again."),
    BODY_TOO_LARGE(413, "Body too large", "A request body may have 1 MB at most."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "Bodies are sent as application/json."),
    TOO_MANY_QUEUED(429, "Too many queued runs", "This submitter has reached the limit of queued runs."),
    QUOTA_USED_UP(429, "Quota used up", "The account or the project has used what it may; the detail has the numbers."),
    TOO_MANY_LOGINS(429, "Too many failed logins", "Ten logins failed within a minute, for this name or address."),
    TOO_MANY_MESSAGES(
            429, "Too many messages", "You have as many destinations, or this one had as many messages, as it may."),
    TOO_MANY_CONNECTIONS(
            429, "Too many connections", "One address has as many connections or event streams as it may."),
    INTERNAL(500, "Internal error", "A bug in Obscura; its log has the details under the traceId."),
    UNAVAILABLE(503, "Unavailable", "The database cannot be reached; try again after Retry-After seconds."),
    DATASET_BEING_READ(
            503, "Data set is being read", "What it holds is not known yet; try again after Retry-After seconds."),
    DISK_FULL(507, "Disk full", "The disk of the service is nearly full: what is new could not be stored safely.");

    private final int status;
    private final String title;
    private final String meaning;

    ErrorType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** The word in the address and the anchor in the docs page, as in {@code invalid-settings}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** What stands in the field {@code type}. */
    public String uri() {
        return "/errors/" + slug();
    }

    public static Optional<ErrorType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
