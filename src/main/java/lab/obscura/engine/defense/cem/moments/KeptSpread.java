package lab.obscura.engine.defense.cem.moments;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.network.graph.Graph;
import lab.obscura.engine.network.graph.Node;

/**
 * The weighted variances of bags where an engine computes, all bags and all columns of weights at once. Numbers of variances travel, features
 * do not. Samples are taken relative to the middle of their bag: variances are small beside means.
 */
public final class KeptSpread {

    private final Graph graph;
    private final int size;
    private final Detail detail;
    private final Node centered;
    private final Node weights;
    private final Node means;
    private final Node squares;
    private final Node variances;
    private double[] squareNumbers = {};
    private double[] varianceNumbers = {};

    /**
     * @param samples of each bag a row each
     * @param held samples × columns: how much of each sample counts; its gradient is not followed
     */
    public KeptSpread(Graph graph, Node samples, Node held, Detail detail) {
        this.graph = graph;
        this.size = samples.columns();
        this.detail = detail;
        this.centered = samples.plusRow(samples.columnMeans().scaled(-1));
        this.weights = held.detached().columnShares(0);
        this.means = weights.transposed().times(centered);
        this.squares = weights.multiplied(weights).columnSums();
        this.variances = detail == Detail.MEAN ? meanVariances() : ofEachValue();
    }

    /** Bags × columns: of squared distances to the means. */
    private Node meanVariances() {
        Node distances = centered.times(means.transposed())
                .scaled(-2)
                .plusColumn(centered.multiplied(centered).rowSums())
                .plusRow(means.multiplied(means).rowSums().transposed());
        return weights.multiplied(distances).columnSums().scaled(1.0 / size);
    }

    /** Columns × values of a feature. */
    private Node ofEachValue() {
        return weights.transposed().times(centered.multiplied(centered)).minus(means.multiplied(means));
    }

    /** What has to be read, and then be handed to {@link #take}. */
    public List<Node> numbers() {
        return List.of(squares, variances);
    }

    public void take(double[] squaresOfAll, double[] variancesOfAll) {
        squareNumbers = squaresOfAll;
        varianceNumbers = variancesOfAll;
    }

    /** How many columns of weights each bag has. */
    public int columns() {
        return weights.columns();
    }

    /** As the weights say. */
    public FeatureMoments plain(int bag, int column) {
        return new KeptMoments(this, bag, column, 1);
    }

    /** Corrected for what weights lack. */
    public FeatureMoments unbiased(int bag, int column) {
        return new KeptMoments(this, bag, column, FeatureMoments.lack(squares(bag, column)));
    }

    double squares(int bag, int column) {
        return squareNumbers[bag * columns() + column];
    }

    /** Before a lack is made up for. */
    double[] variances(int bag, int column) {
        int from = (bag * columns() + column) * perColumn();
        return Arrays.copyOfRange(varianceNumbers, from, from + perColumn());
    }

    /** How many derivatives a column of weights has. */
    int perColumn() {
        return detail == Detail.MEAN ? 1 : size;
    }

    /** Of everything: derivatives with respect to {@link #variances}, all zero. */
    double[][] nothing() {
        return new double[squareNumbers.length / columns()][columns() * perColumn()];
    }

    /**
     * The gradient at the samples, {@code Σ_k 2 w_ik D_k (z_i − μ_k)}; the means' own movement cancels out.
     *
     * @param derivatives as {@link #nothing} has them
     */
    Node pulled(double[][] derivatives) {
        double perValue = 2.0 / (detail == Detail.MEAN ? size : 1);
        Node moving = graph.constants(perColumn(), List.of(derivatives)).scaled(perValue);
        Node ofSamples = weights.times(moving);
        return detail == Detail.MEAN
                ? centered.timesColumn(ofSamples).minus(weights.times(means.timesColumn(moving)))
                : centered.multiplied(ofSamples).minus(weights.times(means.multiplied(moving)));
    }
}
