package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A run whose worker ends is stopped behind one more step, and somebody else resumes it from there. */
class HandedOverRunTest {

    private static final String DEFINITION = """
            {"name": "small", "dataset": {"id": "shapes", "trainLimit": 200, "testLimit": 100, "imageSize": 16},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 2, "batchSize": 40},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 2, "batchSize": 40}],
             "measures": [], "floor": false, "trainAnew": true, "seeds": [1], "schemaVersion": 1}
            """;

    @TempDir
    Path home;

    private ExperimentDefinition definition;

    @BeforeEach
    void read() {
        definition = new DefinitionReader()
                .read(JsonMapper.shared().readValue(DEFINITION, new TypeReference<java.util.Map<String, Object>>() {}));
    }

    @Test
    void itLosesNoStepAndEndsWithTheNumbersOfAnUndisturbedOne() {
        Outcome undisturbed = run("undisturbed", new ArrayList<>(), Integer.MAX_VALUE);

        List<RunEvent> first = new ArrayList<>();
        assertThatThrownBy(() -> run("handed over", first, 3)).isInstanceOf(CancelledException.class);
        List<RunEvent> second = new ArrayList<>();
        Outcome resumed = run("handed over", second, Integer.MAX_VALUE);

        assertThat(first).last().isEqualTo(new RunEvent.Checkpointed("training", 0, 3));
        assertThat(second).contains(new RunEvent.Log("Training goes on in epoch 1 of 2, after 3 steps"));
        assertThat(resumed.attacks()).usingRecursiveComparison().isEqualTo(undisturbed.attacks());
        assertThat(resumed.metrics().get("accuracy"))
                .isEqualTo(undisturbed.metrics().get("accuracy"));
    }

    @Test
    void itStopsAtOnceWhereItKeepsNoCheckpoint() {
        assertThatThrownBy(() ->
                        RunContext.of(event -> {}, () -> false, () -> true).checkStop())
                .isInstanceOf(CancelledException.class);
    }

    /** @param steps of the training after which it shall be handed over */
    private Outcome run(String name, List<RunEvent> events, int steps) {
        var attempt = new AttemptFolder(home.resolve(name), home.resolve(name + " checkpoints"));
        var done = new ArrayList<RunEvent>();
        RunContext context = RunContext.of(
                event -> {
                    events.add(event);
                    if (event instanceof RunEvent.Progress at && at.stage().equals("training") && at.fraction() > 0) {
                        done.add(event);
                    }
                },
                () -> false,
                () -> done.size() >= steps);
        return new Pipeline(SharedShapes.datasets(), Duration.ofDays(1), System::nanoTime)
                .run(definition, 1, attempt, context);
    }
}
