package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.List;

/**
 * The gradients of networks that are one.
 *
 * @param ends behind how many layers of the whole each piece ends
 */
record ChainGradients(List<Network> pieces, List<Integer> ends) implements Gradients {

    /** Its name begins with the position of its layer. */
    @Override
    public float[] of(String parameter) {
        String position = parameter.replaceFirst("\\..*", "");
        int layer = position.matches("\\d{1,9}") ? Integer.parseInt(position) : 0;
        int piece = 0;
        while (piece < ends.size() - 1 && layer >= ends.get(piece)) {
            piece++;
        }
        return pieces.get(piece).gradients().of(parameter);
    }

    @Override
    public double norm() {
        return Math.sqrt(pieces.stream()
                .mapToDouble(piece -> piece.gradients().norm())
                .map(norm -> norm * norm)
                .sum());
    }

    @Override
    public void scale(double factor) {
        pieces.forEach(piece -> piece.gradients().scale(factor));
    }

    @Override
    public float[] values() {
        float[] all = new float[0];
        for (Network piece : pieces) {
            float[] more = piece.gradients().values();
            int before = all.length;
            all = Arrays.copyOf(all, before + more.length);
            System.arraycopy(more, 0, all, before, more.length);
        }
        return all;
    }

    @Override
    public void put(float[] values) {
        int from = 0;
        for (Network piece : pieces) {
            int to = from + Math.toIntExact(piece.parameterCount());
            piece.gradients().put(Arrays.copyOfRange(values, from, to));
            from = to;
        }
    }

    @Override
    public void clear() {
        pieces.forEach(piece -> piece.gradients().clear());
    }
}
