package lab.obscura.engine.attack;

/** Linear equations by elimination with pivots, in plain loops: what fast solvers are compared with. */
public final class PlainSolve {

    private PlainSolve() {}

    /** X of {@code matrix · X = right}. */
    public static double[][] of(double[][] matrix, double[][] right) {
        int n = matrix.length;
        int width = n + right[0].length;
        double[][] rows = new double[n][width];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, rows[i], 0, n);
            System.arraycopy(right[i], 0, rows[i], n, right[i].length);
        }
        for (int step = 0; step < n; step++) {
            int pivot = step;
            for (int i = step; i < n; i++) {
                pivot = Math.abs(rows[i][step]) > Math.abs(rows[pivot][step]) ? i : pivot;
            }
            double[] lead = rows[pivot];
            rows[pivot] = rows[step];
            rows[step] = lead;
            for (int i = 0; i < n; i++) {
                double factor = i == step ? 0 : rows[i][step] / lead[step];
                for (int j = step; factor != 0 && j < width; j++) {
                    rows[i][j] -= factor * lead[j];
                }
            }
        }
        double[][] solution = new double[n][width - n];
        for (int i = 0; i < n; i++) {
            for (int j = n; j < width; j++) {
                solution[i][j - n] = rows[i][j] / rows[i][i];
            }
        }
        return solution;
    }
}
