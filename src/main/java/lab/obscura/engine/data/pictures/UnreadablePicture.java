package lab.obscura.engine.data.pictures;

import java.io.IOException;

/** A file that is no whole picture of a kind that is read. The message completes a sentence that begins with the file's name. */
final class UnreadablePicture extends IOException {

    UnreadablePicture(String predicate) {
        super(predicate);
    }

    static UnreadablePicture cut(String kind, String where) {
        return new UnreadablePicture(
                "must be a whole picture, but this " + kind + " ends " + where + ". Fetch it again or remove it");
    }

    static UnreadablePicture damaged(String kind, String what) {
        return new UnreadablePicture("must be a whole picture, but this " + kind + " is damaged (" + what
                + "). Fetch it again or remove it");
    }

    static UnreadablePicture unsupported(String what) {
        return new UnreadablePicture(what + ". Save it as an ordinary PNG or JPEG, or remove it");
    }
}
