package lab.obscura.engine.defense.transform;

import lab.obscura.engine.data.images.ImageShape;

/**
 * The two-dimensional discrete cosine transform (orthonormal) of planes. To keep some frequencies and drop the others is a projection:
 * its own transpose, so a gradient passes through the same one.
 */
final class Spectrum {

    /** Which frequencies of an image's planes are kept. */
    interface Kept {

        boolean at(int image, int row, int column);
    }

    private Spectrum() {}

    /** What is left of every channel of every image when only these frequencies are kept. */
    static float[] filtered(float[] values, ImageShape shape, Kept kept) {
        int height = shape.height();
        int width = shape.width();
        double[][] rows = cosines(height);
        double[][] columns = cosines(width);
        float[] result = new float[values.length];
        double[][] plane = new double[height][width];
        for (int image = 0; image < values.length; image += shape.size()) {
            for (int c = 0; c < shape.channels(); c++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        plane[y][x] = values[image + (y * width + x) * shape.channels() + c];
                    }
                }
                double[][] spectrum = product(product(rows, plane), transposed(columns));
                for (int u = 0; u < height; u++) {
                    for (int v = 0; v < width; v++) {
                        spectrum[u][v] = kept.at(image / shape.size(), u, v) ? spectrum[u][v] : 0;
                    }
                }
                double[][] filtered = product(product(transposed(rows), spectrum), columns);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        result[image + (y * width + x) * shape.channels() + c] = (float) filtered[y][x];
                    }
                }
            }
        }
        return result;
    }

    /** Row u is the u-th basis vector of the orthonormal transform of length n. */
    private static double[][] cosines(int n) {
        double[][] basis = new double[n][n];
        for (int u = 0; u < n; u++) {
            double norm = Math.sqrt((u == 0 ? 1.0 : 2.0) / n);
            for (int x = 0; x < n; x++) {
                basis[u][x] = norm * StrictMath.cos(Math.PI * (2 * x + 1) * u / (2.0 * n));
            }
        }
        return basis;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] result = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] a) {
        double[][] result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }
}
