package lab.obscura.execution.remote;

import org.springframework.dao.NonTransientDataAccessException;

/** What the service said no to. To say the same again would not help. */
public final class ServiceRefusal extends NonTransientDataAccessException {

    private final String type;

    /**
     * @param type the last word of the problem's type, as in {@code invalid-request}
     * @param detail a sentence for people
     */
    ServiceRefusal(String type, String detail) {
        super(detail);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
