package lab.obscura.engine.defense.cem;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.seed.RandomStream;

/** {@code docs/methods/learned-surrogates.md#slot-attention} in loops, bag by bag. Shares no code with the part. */
final class PlainSlots {

    private final LearnedParameters parameters;
    private final int slots;

    PlainSlots(LearnedParameters parameters, int slots) {
        this.parameters = parameters;
        this.slots = slots;
    }

    /** Responsibilities: sample, slot. */
    double[][] responsibilities(List<double[]> bag, int label, RandomStream noise) {
        double[] alike = new double[bag.size()];
        Arrays.fill(alike, 1);
        return responsibilities(bag, label, noise, alike);
    }

    /** As above; some samples count more than others when the slots compete. */
    double[][] responsibilities(List<double[]> bag, int label, RandomStream noise, double[] emphasis) {
        double[][] tokens = new double[bag.size()][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = PlainGate.normalized(map(bag.get(i), "token.weight", "token.bias"));
        }
        double[][] found = slots(tokens, label, noise, emphasis);
        double[][] result = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            result[i] = competition(PlainGate.normalized(informed(tokens[i], found)), found);
        }
        return result;
    }

    private double[][] slots(double[][] tokens, int label, RandomStream noise, double[] emphasis) {
        double[][] current = new double[slots][64];
        for (int k = 0; k < slots; k++) {
            for (int j = 0; j < 64; j++) {
                double deviation = Math.exp(get("logDeviation").at(0, j));
                current[k][j] =
                        get("mean").at(k, j) + get("class.embedding").at(label, j) + deviation * noise.nextGaussian();
            }
        }
        for (int round = 0; round < 3; round++) {
            current = round(tokens, current, emphasis);
        }
        return current;
    }

    private double[][] round(double[][] tokens, double[][] current, double[] emphasis) {
        double[][] shares = new double[tokens.length][];
        double[] sums = new double[slots];
        for (int i = 0; i < tokens.length; i++) {
            shares[i] = competition(tokens[i], current);
            for (int k = 0; k < slots; k++) {
                sums[k] += emphasis[i] * (shares[i][k] + 1e-8);
            }
        }
        double[][] next = new double[slots][];
        for (int k = 0; k < slots; k++) {
            double[] update = new double[64];
            for (int i = 0; i < tokens.length; i++) {
                double[] value = map(tokens[i], "value");
                for (int j = 0; j < 64; j++) {
                    update[j] += emphasis[i] * (shares[i][k] + 1e-8) / sums[k] * value[j];
                }
            }
            double[] state = recurrent(update, current[k]);
            double[] hidden = map(PlainGate.normalized(state), "mlp/0.weight", "mlp/0.bias");
            double[] positive = Arrays.stream(hidden).map(x -> Math.max(0, x)).toArray();
            next[k] = sum(state, map(positive, "mlp/1.weight", "mlp/1.bias"), 1);
        }
        return next;
    }

    private double[] competition(double[] token, double[][] current) {
        double[] key = map(token, "key");
        double[] logits = new double[slots];
        for (int k = 0; k < slots; k++) {
            logits[k] = dot(key, map(PlainGate.normalized(current[k]), "query"), 0, 64) / 8;
        }
        return PlainGate.softmax(logits);
    }

    private double[] recurrent(double[] u, double[] s) {
        double[] reset = gate("reset", u, s);
        double[] keep = gate("keep", u, s);
        double[] fromInput = map(u, "gru/candidate.input", "gru/candidate.input.bias");
        double[] fromState = map(s, "gru/candidate.state", "gru/candidate.state.bias");
        double[] result = new double[64];
        for (int j = 0; j < 64; j++) {
            double candidate = Math.tanh(fromInput[j] + reset[j] * fromState[j]);
            result[j] = (1 - keep[j]) * candidate + keep[j] * s[j];
        }
        return result;
    }

    private double[] gate(String name, double[] u, double[] s) {
        double[] fromInput = map(u, "gru/" + name + ".input");
        double[] fromState = map(s, "gru/" + name + ".state", "gru/" + name + ".bias");
        double[] result = new double[64];
        for (int j = 0; j < 64; j++) {
            result[j] = 1 / (1 + Math.exp(-fromInput[j] - fromState[j]));
        }
        return result;
    }

    private double[] informed(double[] token, double[][] found) {
        double[] query = map(PlainGate.normalized(token), "cross/query");
        double[] read = new double[64];
        for (int from = 0; from < 64; from += 16) {
            double[] logits = new double[slots];
            for (int k = 0; k < slots; k++) {
                logits[k] = dot(query, map(PlainGate.normalized(found[k]), "cross/key"), from, from + 16) / 4;
            }
            double[] shares = PlainGate.softmax(logits);
            for (int k = 0; k < slots; k++) {
                double[] value = map(PlainGate.normalized(found[k]), "cross/value");
                for (int j = from; j < from + 16; j++) {
                    read[j] += shares[k] * value[j];
                }
            }
        }
        double alpha = Math.tanh(get("cross/alpha").single());
        double beta = Math.tanh(get("cross/beta").single());
        double[] informed = sum(token, map(read, "cross/output"), alpha);
        double[] hidden = map(PlainGate.normalized(informed), "cross/0.weight");
        double[] bent = Arrays.stream(hidden)
                .map(x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))))
                .toArray();
        return sum(informed, map(bent, "cross/1.weight"), beta);
    }

    /** (S1) with these responsibilities. */
    static double penalty(Map<Integer, List<double[]>> bags, Map<Integer, double[][]> held) {
        double sum = 0;
        for (Map.Entry<Integer, double[][]> entry : held.entrySet()) {
            List<double[]> bag = bags.get(entry.getKey());
            double[][] responsibilities = entry.getValue();
            for (int k = 0; k < responsibilities[0].length; k++) {
                double mass = mass(responsibilities, k);
                double excess = Batches.excess(variance(bag, responsibilities, k));
                sum += mass < 1 ? 0 : mass / bag.size() * excess / held.size();
            }
        }
        return sum;
    }

    static double mass(double[][] responsibilities, int k) {
        return Arrays.stream(responsibilities).mapToDouble(row -> row[k]).sum();
    }

    static double variance(List<double[]> bag, double[][] responsibilities, int k) {
        double mass = mass(responsibilities, k);
        int size = bag.get(0).length;
        double variance = 0;
        for (int d = 0; d < size; d++) {
            double mean = 0;
            for (int i = 0; i < bag.size(); i++) {
                mean += responsibilities[i][k] * bag.get(i)[d] / (mass + 1e-8);
            }
            for (int i = 0; i < bag.size(); i++) {
                variance += responsibilities[i][k] * Math.pow(bag.get(i)[d] - mean, 2) / (mass + 1e-8) / size;
            }
        }
        return variance;
    }

    private Matrix get(String name) {
        return parameters.get("slots/" + name);
    }

    private double[] map(double[] input, String weight) {
        Matrix matrix = get(weight);
        double[] output = new double[matrix.columns()];
        for (int j = 0; j < output.length; j++) {
            for (int i = 0; i < input.length; i++) {
                output[j] += input[i] * matrix.at(i, j);
            }
        }
        return output;
    }

    private double[] map(double[] input, String weight, String bias) {
        return sum(map(input, weight), get(bias).values(), 1);
    }

    private static double[] sum(double[] a, double[] b, double factor) {
        double[] result = a.clone();
        for (int i = 0; i < a.length; i++) {
            result[i] += factor * b[i];
        }
        return result;
    }

    private static double dot(double[] a, double[] b, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
