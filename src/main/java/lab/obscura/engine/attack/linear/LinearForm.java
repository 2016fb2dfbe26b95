package lab.obscura.engine.attack.linear;

/** By which of the equivalent systems the map is found, and how large that one is. */
enum LinearForm {
    /** m × m products of the feature's values. */
    PRIMAL,
    /** n × n products of features: the same map. */
    DUAL,
    /** As {@link #PRIMAL}, on a random projection of the feature: an approximation where both others are too large. */
    PROJECTED;

    static final int MOST_VALUES = 8192;
    static final int MOST_IMAGES = 10_000;

    /**
     * The smaller of the exact two that is not too large.
     *
     * @param images to learn from
     * @param values of a feature
     */
    static LinearForm of(int images, int values) {
        if (values <= MOST_VALUES && (values <= images || images > MOST_IMAGES)) {
            return PRIMAL;
        }
        return images <= MOST_IMAGES ? DUAL : PROJECTED;
    }

    /** Rows of the system. */
    int size(int images, int values) {
        return switch (this) {
            case PRIMAL -> values;
            case DUAL -> images;
            case PROJECTED -> MOST_VALUES;
        };
    }
}
