package lab.obscura.engine.metric;

import lab.obscura.engine.data.images.ImageShape;

/** Structural similarity straight from its definition: each window as a sum over its 121 places. Slow, to check the fast one. */
final class NaiveSimilarity {

    private NaiveSimilarity() {}

    static double of(float[] a, float[] b, ImageShape shape) {
        double sum = 0;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    sum += at(a, b, shape, y, x, c);
                }
            }
        }
        return sum / shape.size();
    }

    private static double at(float[] a, float[] b, ImageShape shape, int y, int x, int c) {
        double all = 0;
        for (int k = -5; k <= 5; k++) {
            all += Math.exp(-k * k / 4.5);
        }
        double[] moments = new double[5];
        for (int dy = -5; dy <= 5; dy++) {
            for (int dx = -5; dx <= 5; dx++) {
                if (y + dy < 0 || y + dy >= shape.height() || x + dx < 0 || x + dx >= shape.width()) {
                    continue;
                }
                double weight = Math.exp(-(dx * dx + dy * dy) / 4.5) / (all * all);
                int place = ((y + dy) * shape.width() + x + dx) * shape.channels() + c;
                moments[0] += weight * a[place];
                moments[1] += weight * b[place];
                moments[2] += weight * a[place] * a[place];
                moments[3] += weight * b[place] * b[place];
                moments[4] += weight * a[place] * b[place];
            }
        }
        double ma = moments[0];
        double mb = moments[1];
        double top = (2 * ma * mb + 1e-4) * (2 * (moments[4] - ma * mb) + 9e-4);
        return top / ((ma * ma + mb * mb + 1e-4) * (moments[2] - ma * ma + moments[3] - mb * mb + 9e-4));
    }
}
