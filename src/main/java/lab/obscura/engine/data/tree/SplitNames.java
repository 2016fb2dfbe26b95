package lab.obscura.engine.data.tree;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which names of folders mean a split. Exactly these are taken; names that come near them are known too, so that nobody trains on
 * test pictures because their folder was called otherwise.
 */
final class SplitNames {

    private static final Pattern ARCHIVE = Pattern.compile(
            "(train|training|test|testing|val|valid|validation)([-_ .]?\\d+)?", Pattern.CASE_INSENSITIVE);

    /** Words inside names, as in {@code seg_train}, {@code testSet} or {@code fold 3}. */
    private static final Set<String> NEAR = Set.of(
            "train",
            "training",
            "trains",
            "trainset",
            "traindata",
            "trn",
            "test",
            "tests",
            "testing",
            "testset",
            "testdata",
            "tst",
            "val",
            "vals",
            "valid",
            "validation",
            "validate",
            "valset",
            "dev",
            "devel",
            "eval",
            "evaluation",
            "evaluate",
            "pred",
            "preds",
            "predict",
            "prediction",
            "predictions",
            "holdout",
            "heldout",
            "hold",
            "unseen",
            "unlabeled",
            "unlabelled",
            "fold",
            "folds",
            "split",
            "splits",
            "subset",
            "partition");

    private SplitNames() {}

    /** The split that a folder of this name holds. */
    static Optional<ImagePath.Part> of(String folder) {
        return switch (folder.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(ImagePath.Part.TRAIN);
            case "test", "testing" -> Optional.of(ImagePath.Part.TEST);
            case "val", "valid", "validation" -> Optional.of(ImagePath.Part.VALIDATION);
            default -> Optional.empty();
        };
    }

    /** The split that a zip file of this name holds: {@code train.zip}, {@code test-1.zip}. */
    static Optional<ImagePath.Part> ofArchive(String baseName) {
        Matcher matcher = ARCHIVE.matcher(stem(baseName));
        return matcher.matches() ? of(matcher.group(1)) : Optional.empty();
    }

    static boolean isNearArchive(String baseName) {
        return isNear(stem(baseName));
    }

    /** Whether a name has a word of a split in it. */
    static boolean isNear(String name) {
        return Stream.of(name.split("(?<=[a-z])(?=[A-Z])|[^\\p{IsAlphabetic}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> NEAR.contains(word)
                        || word.startsWith("train")
                        || word.startsWith("test")
                        || word.endsWith("train")
                        || word.endsWith("test"));
    }

    /** Where the first folder stands that names a split; -1 when none does. */
    static int indexIn(List<String> folders) {
        for (int i = 0; i < folders.size(); i++) {
            if (of(folders.get(i)).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static String stem(String baseName) {
        return baseName.substring(0, baseName.lastIndexOf('.'));
    }
}
