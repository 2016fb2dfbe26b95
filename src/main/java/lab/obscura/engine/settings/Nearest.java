package lab.obscura.engine.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant. A hint that leads astray is worse than none. */
public final class Nearest {

    private static final int LONGEST = 60;
    private static final int ADDED = 1;
    private static final int REPLACED = 2; // another letter is more often another word: tpu is no mistyped cpu
    private static final int LETTERS_PER_MISTAKE = 3;

    private Nearest() {}

    /**
     * The known word that was meant: the same in another spelling, one that goes by this name elsewhere, or the one with the fewest
     * letters added, left out, swapped or replaced, when these are few enough.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String bare = OtherNames.bare(word);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.empty(); // megabytes of nonsense need no table
        }
        return known.stream()
                .filter(candidate -> OtherNames.bare(candidate).equals(bare))
                .findFirst()
                .or(() -> OtherNames.meaning(word, known))
                .or(() -> mistyped(bare, known));
    }

    private static Optional<String> mistyped(String bare, Collection<String> known) {
        int limit = Math.max(ADDED, bare.length() / LETTERS_PER_MISTAKE);
        return known.stream()
                .filter(candidate -> haveLikeNumbers(bare, candidate))
                .filter(candidate -> distance(bare, OtherNames.bare(candidate)) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(bare, OtherNames.bare(candidate))));
    }

    /** A number may be unfinished, never another: vgg16 is no mistyped vgg11. */
    private static boolean haveLikeNumbers(String word, String candidate) {
        String one = word.replaceAll("\\D", "");
        String other = candidate.replaceAll("\\D", "");
        return one.startsWith(other) || other.startsWith(one);
    }

    /** Edit distance that counts two swapped neighbors as one mistake. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j * ADDED : j == 0 ? i * ADDED : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j] + ADDED, cost[i][j - 1] + ADDED);
        best = Math.min(best, cost[i - 1][j - 1] + (x == y ? 0 : REPLACED));
        boolean swapped = i > 1 && j > 1 && x == b.charAt(j - 2) && a.charAt(i - 2) == y;
        return swapped ? Math.min(best, cost[i - 2][j - 2] + ADDED) : best;
    }
}
