package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;

/** {@code docs/methods/learned-surrogates.md#gated-attention} in loops, bag by bag. Shares no code with the part. */
final class PlainGate {

    private final LearnedParameters parameters;
    private final int heads;
    private final String headWeights;
    private final double temperature;

    PlainGate(LearnedParameters parameters, int heads, String headWeights, double temperature) {
        this.parameters = parameters;
        this.heads = heads;
        this.headWeights = headWeights;
        this.temperature = temperature;
    }

    /** Attention per head and sample, and the shares of the heads. */
    record Result(double[][] attention, double[] shares) {}

    /** With each class's own energies when there are any. */
    Result of(List<double[]> bag, int label) {
        double[][] energies = new double[heads][bag.size()];
        for (int k = 0; k < heads; k++) {
            for (int i = 0; i < bag.size(); i++) {
                energies[k][i] = energy(bag.get(i), k, label) / temperature;
            }
        }
        return heads > 1 && headWeights.equals("responsibilities") ? shared(energies) : independent(energies);
    }

    private Result independent(double[][] energies) {
        double[][] attention = new double[heads][];
        double[] means = new double[heads];
        for (int k = 0; k < heads; k++) {
            attention[k] = softmax(energies[k]);
            for (double energy : energies[k]) {
                means[k] += headWeights.equals("energy") ? energy / energies[k].length : 0;
            }
        }
        return new Result(attention, softmax(means));
    }

    private Result shared(double[][] energies) {
        int n = energies[0].length;
        double[][] attention = new double[heads][n];
        double[] sums = new double[heads];
        for (int i = 0; i < n; i++) {
            double[] ofSample = new double[heads];
            for (int k = 0; k < heads; k++) {
                ofSample[k] = energies[k][i];
            }
            double[] shares = softmax(ofSample);
            for (int k = 0; k < heads; k++) {
                attention[k][i] = shares[k];
                sums[k] += shares[k];
            }
        }
        double[] shares = new double[heads];
        for (int k = 0; k < heads; k++) {
            shares[k] = sums[k] / n;
            for (int i = 0; i < n; i++) {
                attention[k][i] /= sums[k];
            }
        }
        return new Result(attention, shares);
    }

    private double energy(double[] z, int head, int label) {
        double[] token = normalized(map(z, "gate/token."));
        String name = "gate/head-" + head + "/";
        double[] value = map(token, name + "value.");
        double[] gate = map(token, name + "gate.");
        Matrix last = parameters.get(name + "energy");
        double sum = 0;
        for (int q = 0; q < value.length; q++) {
            double gated = Math.tanh(value[q]) / (1 + Math.exp(-gate[q]));
            sum += last.at(q, last.columns() == 1 ? 0 : label) * gated;
        }
        return sum;
    }

    private double[] map(double[] input, String name) {
        Matrix weight = parameters.get(name + "weight");
        double[] output = parameters.get(name + "bias").values().clone();
        for (int j = 0; j < output.length; j++) {
            for (int i = 0; i < input.length; i++) {
                output[j] += input[i] * weight.at(i, j);
            }
        }
        return output;
    }

    static double[] normalized(double[] values) {
        double mean = 0;
        double variance = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (values[i] - mean) / Math.sqrt(variance + 1e-5);
        }
        return result;
    }

    static double[] softmax(double[] values) {
        double sum = 0;
        double[] result = new double[values.length];
        for (double value : values) {
            sum += Math.exp(value);
        }
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.exp(values[i]) / sum;
        }
        return result;
    }

    /** Weighted variances, one per value, divided by what reliability weights lack. */
    static double[] variances(List<double[]> bag, double[] attention) {
        double squares = 0;
        for (double a : attention) {
            squares += a * a;
        }
        double[] result = new double[bag.get(0).length];
        for (int d = 0; d < result.length; d++) {
            double mean = 0;
            for (int i = 0; i < attention.length; i++) {
                mean += attention[i] * bag.get(i)[d];
            }
            for (int i = 0; i < attention.length; i++) {
                result[d] += attention[i] * Math.pow(bag.get(i)[d] - mean, 2) / Math.max(1 - squares, 0.1);
            }
        }
        return result;
    }

    /** (G1): results by class, attention as given. */
    static double penalty(Map<Integer, List<double[]>> bags, Map<Integer, Result> results, boolean isotropic) {
        var terms = new ArrayList<Double>();
        results.forEach((label, result) -> {
            double term = 0;
            for (int k = 0; k < result.shares().length; k++) {
                double[] variances = variances(bags.get(label), result.attention()[k]);
                double mean = 0;
                double excess = 0;
                for (double v : variances) {
                    mean += v / variances.length;
                    excess += Batches.excess(v) / variances.length;
                }
                term += result.shares()[k] * (isotropic ? Batches.excess(mean) : excess);
            }
            terms.add(term);
        });
        return terms.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
