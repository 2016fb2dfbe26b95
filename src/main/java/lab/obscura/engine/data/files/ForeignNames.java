package lab.obscura.engine.data.files;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that systems, file managers, network storages and downloads leave behind, on disk and inside zip files alike. What is made
 * by a program for itself is passed over; what may be half of a file, or a second picture of the same thing, is refused by whoever
 * meets it.
 */
final class ForeignNames {

    /** Whatever begins with a dot is hidden too; in small letters. */
    private static final Set<String> HIDDEN = Set.of(
            "__macosx",
            "icon\r",
            "network trash folder",
            "temporary items",
            "desktop db",
            "desktop df",
            "thumbs.db",
            "thumbs.db:encryptable",
            "ehthumbs.db",
            "ehthumbs_vista.db",
            "desktop.ini",
            "$recycle.bin",
            "recycler",
            "recycled",
            "system volume information",
            "lost+found",
            "lost.dir",
            "found.000",
            "@eadir",
            "@tmp",
            "@sharebin",
            "@recycle",
            "@recently-snapshot",
            "#recycle",
            "#snapshot",
            "picasa.ini",
            "zbthumbnail.info",
            "pspbrwse.jbf",
            "__pycache__");

    /** What Synology writes beside files, and locks of office programs. */
    private static final Pattern HIDDEN_PATTERN =
            Pattern.compile(".*@syno(ea(stream)?|resource)|~\\$.*", Pattern.CASE_INSENSITIVE);

    private static final Pattern UNFINISHED = Pattern.compile(
            ".*\\.(part|partial|crdownload|download|opdownload|filepart|aria2|tmp|temp|!ut|!qb|bc!)|.*~",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> THUMBNAILS = Set.of("thumbs", "thumbnails", "thumb", "thumbnail", "previews");

    private ForeignNames() {}

    /** Whether a file or folder of this name, without its folders, is no part of a data set. */
    public static boolean isHidden(String name) {
        return name.startsWith(".")
                || HIDDEN.contains(name.toLowerCase(Locale.ROOT))
                || HIDDEN_PATTERN.matcher(name).matches();
    }

    /** Whether one of the folders of a path, or the file itself, is hidden. */
    public static boolean isHidden(List<String> steps) {
        return steps.stream().anyMatch(ForeignNames::isHidden);
    }

    /** Why a file of this path must not be taken, in words after its name; empty for ordinary names. */
    public static Optional<String> objection(List<String> steps) {
        String file = steps.get(steps.size() - 1);
        if (steps.stream().anyMatch(step -> step.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xfffd))) {
            return Optional.of("must have a name of printable characters. Rename it");
        }
        if (UNFINISHED.matcher(file).matches()) {
            return Optional.of(
                    "is the rest of an unfinished download or a backup copy by its name. Fetch the file again "
                            + "or finish the copy, then remove this one");
        }
        return steps.subList(0, steps.size() - 1).stream()
                .filter(folder -> THUMBNAILS.contains(folder.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(folder -> "lies in a folder " + folder
                        + ", whose pictures would count a second time beside those they "
                        + "were made from. Remove the folder, or rename it when it holds the pictures themselves");
    }
}
