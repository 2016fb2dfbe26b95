package lab.obscura.engine.settings;

import java.util.function.Function;

/**
 * How a setting stands in the slugs of attacks.
 *
 * @param word for a value as it stands in JSON
 */
record SlugForm(Function<Object, String> word, Place place) {

    enum Place {
        /** Before all that is no leading setting. */
        LEADING,
        ALWAYS,
        /** Only when it is not the default. */
        WHEN_CHANGED
    }

    static SlugForm of(String name) {
        return new SlugForm(value -> name + plain(value), Place.WHEN_CHANGED);
    }

    SlugForm abbreviated(String shorter) {
        return worded(value -> shorter + plain(value));
    }

    SlugForm worded(Function<Object, String> other) {
        return new SlugForm(other, place);
    }

    SlugForm at(Place other) {
        return new SlugForm(word, other);
    }

    /** A slug is a part of file names and addresses. */
    private static String plain(Object value) {
        return String.valueOf(value).replace('.', '_');
    }
}
