package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import lab.obscura.engine.run.folder.Outcome.BestReconstruction;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WorstCaseTest {

    @Test
    void picksTheNearestReconstructionOfEachImageThatAllAttacked() {
        AttackOutcome broad = attack("broad", new int[] {1, 5, 9}, 0.3, 0.2, 0.1);
        AttackOutcome narrow = attack("narrow", new int[] {5, 9}, 0.1, 0.4);

        List<BestReconstruction> worst = WorstCase.of(List.of(broad, narrow));

        assertThat(worst)
                .containsExactly(
                        new BestReconstruction(5, "narrow", Map.of("mse", 0.1, "psnr", 10.1, "ssim", 0.9)),
                        new BestReconstruction(9, "broad", Map.of("mse", 0.1, "psnr", 10.1, "ssim", 0.9)));
        assertThat(WorstCase.summary(worst))
                .containsEntry("worstCase.mse", 0.1)
                .containsEntry("worstCase.psnr", 10.1)
                .containsEntry("worstCase.ssim", 0.9)
                .containsEntry("worstCase.images", 2.0)
                .containsEntry("worstCase.share.broad", 0.5)
                .containsEntry("worstCase.share.narrow", 0.5);
    }

    /** As after an update of the program between two attacks of a run. */
    @Test
    void leavesOutAMetricThatAnAttackOfAnEarlierVersionLacks() {
        AttackOutcome recent = attack("recent", new int[] {5}, 0.1);
        AttackOutcome earlier = scored("earlier", new int[] {5}, Map.of("mse", new double[] {0.2}));

        List<BestReconstruction> worst = WorstCase.of(List.of(recent, earlier));

        assertThat(worst).containsExactly(new BestReconstruction(5, "recent", Map.of("mse", 0.1)));
        assertThat(WorstCase.summary(worst))
                .containsOnlyKeys("worstCase.mse", "worstCase.images", "worstCase.share.recent");
    }

    /** Files of earlier versions are read, and their readers find what they know where it was. */
    @Test
    void scoresStandBesideIndexAndSlugInTheFileOfARun() {
        var json = JsonMapper.builder().build();
        String earlier = "{\"index\":5,\"mse\":0.1,\"psnr\":10.1,\"slug\":\"narrow\",\"ssim\":0.9}";

        BestReconstruction read = json.readValue(earlier, BestReconstruction.class);

        assertThat(read).isEqualTo(new BestReconstruction(5, "narrow", Map.of("mse", 0.1, "psnr", 10.1, "ssim", 0.9)));
        assertThat(json.readTree(json.writeValueAsString(read))).isEqualTo(json.readTree(earlier));
        assertThat(json.readValue("{\"index\":5,\"slug\":\"narrow\"}", BestReconstruction.class)
                        .scores())
                .isEmpty();
    }

    @Test
    void onlyAdequateAttacksOfOneKnowledgeOnTheSameImagesArePutTogether() {
        AttackOutcome weak = attack("weak", new int[] {1, 5, 9}, 0.1, 0.1, 0.1);
        AttackOutcome first = attack("first", new int[] {1, 5, 9}, 0.3, 0.2, 0.1);
        AttackOutcome second = attack("second", new int[] {1, 5, 9}, 0.2, 0.3, 0.4);
        AttackOutcome few = attack("few", new int[] {5, 9}, 0, 0);
        var adequate = new Adequacy(Adequacy.Verdict.ADEQUATE, List.of(), List.of());
        var judgment = new Judgment(
                Judgment.Standing.ADEQUATE, "", Map.of("few", adequate, "first", adequate, "second", adequate));

        assertThat(WorstCase.attackers(List.of(few, weak, first, second), judgment))
                .containsExactly(first, second);
        assertThat(WorstCase.attackers(List.of(few, weak), judgment)).containsExactly(few);
        assertThat(WorstCase.attackers(List.of(weak), judgment)).isEmpty();
    }

    @Test
    void aRunWithoutAttacksHasNone() {
        assertThat(WorstCase.summary(WorstCase.of(List.of()))).isEmpty();
    }

    private static AttackOutcome attack(String slug, int[] images, double... errors) {
        double[] psnr = java.util.Arrays.stream(errors).map(error -> 10 + error).toArray();
        double[] ssim = java.util.Arrays.stream(errors).map(error -> 1 - error).toArray();
        return scored(slug, images, Map.of("mse", errors, "psnr", psnr, "ssim", ssim));
    }

    private static AttackOutcome scored(String slug, int[] images, Map<String, double[]> scores) {
        return new AttackOutcome("decoder", slug, Map.of(), "train", images, Map.of(), scores, Map.of(), Learning.NONE);
    }
}
