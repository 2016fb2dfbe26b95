package lab.obscura.queue;

/**
 * Which runs a list shows; an empty text lets everything pass.
 *
 * @param submitter a name as it is stored, which may be one that no request could bring any more
 */
public record RunFilter(String state, String dataset, String part, String attack, String submitter, String tag) {

    public static RunFilter everything() {
        return new RunFilter("", "", "", "", "", "");
    }
}
