package lab.obscura.engine.network;

/** The added-up parameter gradients of a network. */
public interface Gradients {

    /** A copy of one parameter's gradient, in the layout of its {@link Tensor}. */
    float[] of(String parameter);

    /** Square root of the sum of all squares. */
    double norm();

    void scale(double factor);

    void clear();
}
