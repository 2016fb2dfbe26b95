package lab.obscura.engine.network.batch;

/**
 * An array of float64 in a {@link Formula}, where an engine works it out. Of two arrays that meet, a dimension of one counts for all of the
 * other's. Valid while the formula is written.
 */
public interface Quantity {

    /** Lengths of its dimensions; none of a single number. */
    long[] shape();

    Quantity plus(Quantity other);

    Quantity plus(double number);

    Quantity minus(Quantity other);

    Quantity times(Quantity other);

    Quantity times(double number);

    Quantity over(Quantity other);

    Quantity square();

    /** Its derivative at 0 is infinite. */
    Quantity root();

    /** Its derivative at 0 is 0. */
    Quantity absolute();

    Quantity exponential();

    Quantity logarithm();

    Quantity hyperbolicTangent();

    /** {@code log(1 + e^x)}. */
    Quantity softplus();

    /** The larger of each value and a number; below the number nothing has a derivative. */
    Quantity atLeast(double number);

    /** 1 where a value is above 0, else 0; without a derivative. */
    Quantity isPositive();

    /** Of all values, a single number. */
    Quantity sum();

    /** Of all values, a single number. */
    Quantity mean();

    /** Along one dimension, which then has the length 1. */
    Quantity sum(int dimension);

    /** Along one dimension, which then has the length 1. */
    Quantity mean(int dimension);

    /** {@code log Σ e^x} along one dimension, which then has the length 1; without overflow. */
    Quantity logarithmOfSum(int dimension);

    /** The same values, row-major, in another shape; one of its lengths may be −1, which the others decide. */
    Quantity shaped(long... shape);

    /** The matrix product over the last two dimensions. */
    Quantity product(Quantity other);

    /** The last two dimensions exchanged. */
    Quantity turned();

    /** Values {@code from} to before {@code from + length} of one dimension. */
    Quantity part(int dimension, int from, int length);

    /** Entries of the first dimension, in this order; one may come several times. */
    Quantity chosen(int... entries);

    /**
     * Structural similarity at the images' own size, mean over each image's values.
     *
     * @param others as many images × channels × height × width
     * @return one number per image
     */
    Quantity similarity(Quantity others, SimilarityRule rule);
}
