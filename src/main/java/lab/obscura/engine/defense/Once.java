package lab.obscura.engine.defense;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when it is asked for, and kept. Not for use by two threads at once. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> making;
    private Optional<T> made = Optional.empty();

    private Once(Supplier<T> making) {
        this.making = making;
    }

    public static <T> Supplier<T> of(Supplier<T> making) {
        return making instanceof Once<T> already ? already : new Once<>(making);
    }

    @Override
    public T get() {
        if (made.isEmpty()) {
            made = Optional.of(making.get());
        }
        return made.get();
    }
}
