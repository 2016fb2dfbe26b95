package lab.obscura.engine.progress;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import lab.obscura.engine.settings.PlainText;

/** One line of an attempt's {@code events.jsonl}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = RunEvent.Point.class, name = "point"),
    @JsonSubTypes.Type(value = RunEvent.Log.class, name = "log"),
    @JsonSubTypes.Type(value = RunEvent.Interim.class, name = "interim"),
    @JsonSubTypes.Type(value = RunEvent.Checkpointed.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = RunEvent.Computing.class, name = "computing"),
    @JsonSubTypes.Type(value = RunEvent.Used.class, name = "used")
})
public sealed interface RunEvent {

    /**
     * How far the run is.
     *
     * @param fraction in [0, 1]
     * @param detail how far its stage is, in words, as in "epoch 3 of 24"; empty where there is nothing to count
     */
    record Progress(String stage, double fraction, String detail) implements RunEvent {

        /** Lines of an earlier version have no detail. */
        public Progress {
            detail = detail == null ? "" : detail;
        }

        public Progress(String stage, double fraction) {
            this(stage, fraction, "");
        }
    }

    /** A point of a learning curve. */
    record Point(String series, double step, double value) implements RunEvent {}

    /** A line for people, and for terminals: it commands none. */
    record Log(String line) implements RunEvent {

        public Log {
            line = PlainText.line(line);
        }
    }

    /**
     * What an attack makes of the gallery's images so far lies in the attempt's folder.
     *
     * @param attack its slug
     * @param detail when, as in "epoch 3 of 24"
     */
    record Interim(String attack, String detail) implements RunEvent {}

    /**
     * A checkpoint is on disk: a later attempt can go on from here.
     *
     * @param epoch epochs that are done
     * @param steps of the epoch after those
     */
    record Checkpointed(String stage, int epoch, int steps) implements RunEvent {}

    /**
     * The engine is there.
     *
     * @param onCard whether it computes on a card, which it holds from now on
     */
    record Computing(boolean onCard) implements RunEvent {}

    /**
     * What the attempt has used so far.
     *
     * @param processorSeconds of all of its threads
     * @param cardSeconds while it held a card; 0 without one
     * @param joules of that card meanwhile; negative where it does not tell them
     */
    record Used(double processorSeconds, double cardSeconds, double joules) implements RunEvent {}
}
