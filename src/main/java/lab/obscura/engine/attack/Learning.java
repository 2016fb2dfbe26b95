package lab.obscura.engine.attack;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How the training of an attacker's network ended: what is needed to judge whether it was given enough.
 *
 * @param epochs that were learned
 * @param kept epoch whose network was kept, counted from 1; 0 where none learned
 * @param validation error on the attacker's held-out images after each epoch; empty where none were held out
 */
public record Learning(End end, int epochs, int kept, List<Double> validation) {

    /** Of attacks in which no network learns, and of results that were stored before this was told. */
    public static final Learning NONE = new Learning(End.NONE, 0, 0, List.of());

    /** When an attacker's network stops to learn. */
    public enum Schedule {
        /** When its validation error has stopped to fall; the best epoch is kept. */
        PLATEAU,
        /** After a number of epochs, as published; the last one is kept. */
        FIXED
    }

    /** Why it stopped. */
    public enum End {
        /** No network learned. */
        NONE,
        /** The number of epochs was fixed beforehand, and says nothing. */
        FIXED,
        /** More epochs brought no gain. */
        PLATEAU,
        /** The most epochs that it was given were over before a plateau came. */
        CAP
    }

    public Learning {
        validation = List.copyOf(validation);
    }

    /** As in "ended after epoch 61, at a plateau; keeps epoch 46, validation error 0.012". */
    public String inWords() {
        String why = switch (end) {
            case NONE -> "without learning";
            case FIXED -> "as many as were asked for";
            case PLATEAU -> "at a plateau";
            case CAP -> "the last that it was given, before a plateau";
        };
        String error =
                error().isEmpty() ? "" : String.format(Locale.ROOT, ", validation error %.3g", error().getAsDouble());
        return "ended after epoch " + epochs + ", " + why + "; keeps epoch " + kept + error;
    }

    /** Validation error of the kept epoch; empty where no images were held out. */
    public OptionalDouble error() {
        return validation.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(validation.get(kept - 1));
    }
}
