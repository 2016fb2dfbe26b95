package lab.obscura.engine.seed;

import java.nio.charset.StandardCharsets;

/**
 * The source of all randomness: every use has a name, and the name alone decides its numbers. The order of calls does not
 * matter, so a resumed run draws what the undisturbed run would have drawn.
 */
public record Seeds(long root) {

    public static Seeds of(long seed) {
        return new Seeds(mix(seed + 0x9E3779B97F4A7C15L));
    }

    /** The seed of a named stream, as in {@code child("data.shuffle", epoch)}. */
    public long child(String name, long... positions) {
        long state = root;
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state * 31 + letter);
        }
        for (long position : positions) {
            state = mix(state ^ mix(position + 0x9E3779B97F4A7C15L));
        }
        return state;
    }

    /** A whole family of seeds below this one. */
    public Seeds family(String name, long... positions) {
        return new Seeds(child(name, positions));
    }

    /** The numbers of a named stream. */
    public RandomStream stream(String name, long... positions) {
        return new RandomStream(child(name, positions));
    }

    /** David Stafford's variant 13 of the 64-bit finalizer, as in SplitMix64. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
