package lab.obscura.engine.progress;

/** Looks at what an attack makes of its targets while it still learns. What is looked at changes no number of the attack. */
public interface InterimPictures {

    /** Nobody looks. */
    InterimPictures NONE = (detail, rebuild) -> {};

    /** What the attack would answer for some of its targets if it ended now. */
    interface Rebuild {

        /**
         * @param targets places among the attacked images
         * @return their pixels in [0, 1], image after image
         */
        float[] of(int[] targets);
    }

    /**
     * To be called after every epoch, or now and then in a search. Whether anything is drawn is not the attack's business.
     *
     * @param detail when, as in "epoch 3 of 24"
     */
    void show(String detail, Rebuild rebuild);
}
