package lab.obscura.benchmark.pilots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.queue.journal.JournalBatch;

/** What a training says: 0.8 events a second, six of ten of them progress, the others points, and a line every minute. */
final class StubWords {

    private static final String DETAIL = "epoch 3 of 24";

    private StubWords() {}

    /** Of some seconds together; of several words about progress the last is the news, as the worker has it. */
    static JournalBatch of(int from, int seconds) {
        List<JournalBatch.Event> events = new ArrayList<>();
        List<JournalBatch.Point> points = new ArrayList<>();
        String stage = "";
        double progress = 0;
        double checkpoint = 0;
        for (int second = from; second < from + seconds; second++) {
            if (second % 5 == 4) {
                continue;
            }
            if (second % 60 == 7) {
                events.add(new JournalBatch.Event("log", Map.of("line", "epoch 3: loss 1.234, accuracy 0.567")));
                checkpoint = 0.5;
            } else if (second % 10 < 6) {
                stage = "train";
                progress = second % 1800 / 1800.0;
            } else {
                double value = 1.0 / (1 + second);
                events.add(new JournalBatch.Event("point", Map.of("series", "loss", "step", second, "value", value)));
                points.add(new JournalBatch.Point("loss", second, value));
            }
        }
        if (!stage.isEmpty()) {
            events.add(
                    new JournalBatch.Event("progress", Map.of("stage", stage, "detail", DETAIL, "fraction", progress)));
        }
        return new JournalBatch(
                from + seconds, events, points, stage, stage.isEmpty() ? "" : DETAIL, progress, checkpoint);
    }
}
