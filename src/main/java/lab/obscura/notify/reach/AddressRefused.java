package lab.obscura.notify.reach;

/** An address that the service does not send to, whatever lies there; the message says the rule and the way out. */
public final class AddressRefused extends RuntimeException {

    private final String rule;
    private final String wayOut;

    AddressRefused(String rule, String wayOut) {
        super("The target must be " + rule + ". " + wayOut);
        this.rule = rule;
        this.wayOut = wayOut;
    }

    /** What a target must be. */
    public String rule() {
        return rule;
    }

    public String wayOut() {
        return wayOut;
    }
}
