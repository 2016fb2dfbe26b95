package lab.obscura.engine.network;

import lab.obscura.engine.seed.Seeds;

/**
 * How a forward pass is meant.
 *
 * @param mode TRAIN uses batch statistics and dropout, EVAL running statistics and no dropout; both can be differentiated
 * @param random where dropout masks come from; a layer takes the stream of its own path, so both engines draw the same mask
 */
public record Pass(Mode mode, Seeds random) {

    /** Which statistics count. */
    public enum Mode {
        TRAIN,
        EVAL
    }

    public static Pass train(Seeds random) {
        return new Pass(Mode.TRAIN, random);
    }

    public static Pass eval() {
        return new Pass(Mode.EVAL, new Seeds(0));
    }

    public boolean isTraining() {
        return mode == Mode.TRAIN;
    }
}
