package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import lab.obscura.engine.run.folder.Outcome.BestReconstruction;
import org.junit.jupiter.api.Test;

class WorstCaseTest {

    @Test
    void picksTheNearestReconstructionOfEachImageThatAllAttacked() {
        AttackOutcome broad = attack("broad", new int[] {1, 5, 9}, 0.3, 0.2, 0.1);
        AttackOutcome narrow = attack("narrow", new int[] {5, 9}, 0.1, 0.4);

        List<BestReconstruction> worst = WorstCase.of(List.of(broad, narrow));

        assertThat(worst)
                .containsExactly(
                        new BestReconstruction(5, "narrow", 0.1, 10.1, 0.9),
                        new BestReconstruction(9, "broad", 0.1, 10.1, 0.9));
        assertThat(WorstCase.summary(worst))
                .containsEntry("worstCase.mse", 0.1)
                .containsEntry("worstCase.images", 2.0)
                .containsEntry("worstCase.share.broad", 0.5)
                .containsEntry("worstCase.share.narrow", 0.5);
    }

    @Test
    void aRunWithoutAttacksHasNone() {
        assertThat(WorstCase.summary(WorstCase.of(List.of()))).isEmpty();
    }

    private static AttackOutcome attack(String slug, int[] images, double... errors) {
        double[] psnr = java.util.Arrays.stream(errors).map(error -> 10 + error).toArray();
        double[] ssim = java.util.Arrays.stream(errors).map(error -> 1 - error).toArray();
        return new AttackOutcome(
                "decoder",
                slug,
                Map.of(),
                "train",
                images,
                Map.of(),
                Map.of("mse", errors, "psnr", psnr, "ssim", ssim),
                Map.of());
    }
}
