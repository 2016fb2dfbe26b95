package lab.obscura.engine.network;

/** The added-up parameter gradients of a network. */
public interface Gradients {

    /** A copy of one parameter's gradient, in the layout of its {@link Tensor}. */
    float[] of(String parameter);

    /** Square root of the sum of all squares. */
    double norm();

    void scale(double factor);

    /** A copy of all of them, one parameter after the other in the order of the network's state. */
    float[] values();

    /** Replaces all of them by as many values in that order. */
    void put(float[] values);

    void clear();
}
