package lab.obscura.execution.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.estimate.EngineBuild;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.queue.workers.CardState;
import org.junit.jupiter.api.Test;

/** What a worker sees of its cards, by answers as the driver prints them. */
class CardWatchTest {

    private static final Resources SLOT =
            Resources.withCard(new Resources.Memory(1024, 2048), 40_000, EngineBuild.TORCH_CUDA);

    private final List<List<String>> questions = new ArrayList<>();
    private String answer = "";
    private long clock;

    @Test
    void cardsHaveNameMemoryAndUse() {
        answer = "GPU-a, NVIDIA H200, 143771, 20480, 87\nGPU-b, NVIDIA A100-SXM4-40GB MIG 3g.20gb, 20096, 13, [N/A]\n";

        assertThat(watch("0", "1").now())
                .containsExactly(
                        new CardState("GPU-a", "NVIDIA H200", 143_771, 20_480, 87),
                        new CardState("GPU-b", "NVIDIA A100-SXM4-40GB MIG 3g.20gb", 20_096, 13, CardState.UNKNOWN));
        assertThat(questions).hasSize(1);
        assertThat(questions.get(0)).endsWith("--id=0,1");
    }

    @Test
    void aSlotOffersNoMoreThanNobodyHasTaken() {
        answer = "GPU-a, NVIDIA H200, 143771, 20480, 87\n";
        CardWatch watch = watch("0");
        assertThat(watch.offered(SLOT)).isEqualTo(SLOT);

        answer = "GPU-a, NVIDIA H200, 143771, 133771, 100\n";
        clock += Duration.ofSeconds(6).toNanos();

        assertThat(watch.offered(SLOT).gpuMegabytes()).isEqualTo(10_000);
    }

    @Test
    void aCardThatOthersHaveFilledTakesNothing() {
        answer = "GPU-a, NVIDIA H200, 143771, 143771, 100\n";

        assertThat(watch("0").offered(SLOT).gpuMegabytes()).isEqualTo(1);
    }

    @Test
    void ofSeveralCardsTheFullestCounts() {
        answer = "GPU-a, NVIDIA H200, 143771, 0, 0\nGPU-b, NVIDIA H200, 143771, 140000, 99\n";

        assertThat(watch("0", "1").offered(SLOT).gpuMegabytes()).isEqualTo(3771);
    }

    @Test
    void aDriverThatSaysNothingChangesNothing() {
        answer = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.";

        assertThat(watch("0").now()).isEmpty();
        assertThat(watch("0").offered(SLOT)).isEqualTo(SLOT);
    }

    @Test
    void whoReportsTheLatestAsksNobody() {
        answer = "GPU-a, NVIDIA H200, 143771, 20480, 87\n";
        CardWatch watch = watch("0");
        assertThat(watch.latest()).isEmpty();
        assertThat(questions).isEmpty();

        watch.now();

        assertThat(watch.latest()).containsExactly(new CardState("GPU-a", "NVIDIA H200", 143_771, 20_480, 87));
        assertThat(questions).hasSize(1);
    }

    @Test
    void withoutACardNobodyIsAsked() {
        Resources plain = Resources.withoutCard(new Resources.Memory(1024, 2048), EngineBuild.CPU);

        assertThat(watch().now()).isEmpty();
        assertThat(watch("0").offered(plain)).isEqualTo(plain);
        assertThat(questions).isEmpty();
    }

    @Test
    void theDriverIsAskedOnceInFiveSeconds() {
        answer = "GPU-a, NVIDIA H200, 143771, 20480, 87\n";
        CardWatch watch = watch("0");
        watch.now();
        clock += Duration.ofSeconds(4).toNanos();
        watch.now();
        assertThat(questions).hasSize(1);

        clock += Duration.ofSeconds(2).toNanos();
        watch.now();

        assertThat(questions).hasSize(2);
    }

    private CardWatch watch(String... visible) {
        return new CardWatch(
                List.of(visible),
                options -> {
                    questions.add(options);
                    return answer;
                },
                () -> clock);
    }
}
