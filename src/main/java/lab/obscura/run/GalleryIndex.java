package lab.obscura.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import lab.obscura.platform.web.Problem;
import lab.obscura.result.GalleryEntry;

/**
 * Which image of a gallery an address names.
 *
 * @param number as the gallery has it; empty for the first image, whatever its number
 */
record GalleryIndex(OptionalInt number) {

    private static final String FIRST = "first";

    static GalleryIndex of(String text) {
        if (text.equals(FIRST)) {
            return new GalleryIndex(OptionalInt.empty());
        }
        try {
            return new GalleryIndex(OptionalInt.of(Integer.parseInt(text)));
        } catch (NumberFormatException noNumber) {
            throw Problem.field("index", "a whole number, or first", text, "Write it as 0.png or first.png");
        }
    }

    /** The number in a gallery; empty when that has no image. */
    Optional<Integer> in(Supplier<List<GalleryEntry>> gallery) {
        return number.isPresent()
                ? Optional.of(number.getAsInt())
                : gallery.get().stream().map(GalleryEntry::index).findFirst();
    }

    @Override
    public String toString() {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : FIRST;
    }
}
