package lab.obscura.queue.journal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.queue.StorableText;

/**
 * What an attempt said since the last time.
 *
 * @param last number of the last event in it, counted from 1 over all that the attempt has said; a batch whose number is not above that of the one
 *     before was taken already
 * @param events what is told of it: at most as many as it counts
 * @param stage the latest; empty when there was no progress
 * @param detail how far the stage is, in words
 * @param progress the latest, in [0, 1]
 * @param checkpoint how much of the run a later attempt need not do again; 0 when no checkpoint was written
 */
public record JournalBatch(
        long last,
        List<Event> events,
        List<Point> points,
        String stage,
        String detail,
        double progress,
        double checkpoint) {

    /** One row to be told. */
    public record Event(String kind, Map<String, Object> payload) {

        public Event {
            payload = payload.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, entry -> StorableText.of(entry.getValue())));
        }
    }

    /** One point of a learning curve. */
    public record Point(String series, double step, double value) {

        public Point {
            series = StorableText.of(series);
        }
    }

    /** Of its events and points the first half of each; stage and progress come with the second. */
    public JournalBatch firstHalf() {
        int half = events.size() / 2;
        return new JournalBatch(
                last - (events.size() - half),
                events.subList(0, half),
                points.subList(0, points.size() / 2),
                "",
                "",
                0,
                0);
    }

    /** What the first half left. */
    public JournalBatch secondHalf() {
        return new JournalBatch(
                last,
                events.subList(events.size() / 2, events.size()),
                points.subList(points.size() / 2, points.size()),
                stage,
                detail,
                progress,
                checkpoint);
    }

    public JournalBatch {
        if (last < 1 || last < events.size()) {
            throw new IllegalArgumentException(
                    "last must count the " + events.size() + " events of the batch, from 1, was " + last);
        }
        stage = StorableText.of(stage);
        detail = StorableText.of(detail);
        events = List.copyOf(events);
        points = List.copyOf(points);
    }
}
