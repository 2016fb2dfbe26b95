package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Learning;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {

    private static final ImageShape SHAPE = new ImageShape(2, 3, 1);
    private static final int IMAGES = 5;

    @TempDir
    Path folder;

    @Test
    void averagesPixelByPixelWhatItsMembersRebuilt() {
        List<Reconstructions> rebuilt = IntStream.range(1, 4)
                .mapToObj(seed -> new RandomStream(seed).gaussians(IMAGES * SHAPE.size(), 0.3))
                .map(pixels -> new Reconstructions(SHAPE, pixels))
                .toList();
        List<RebuiltFile> files =
                IntStream.range(0, 3).mapToObj(i -> written(i, rebuilt.get(i))).toList();

        Reconstructions average = Ensemble.average(SHAPE, IMAGES, files);

        assertThat(average.count()).isEqualTo(IMAGES);
        assertThat(IntStream.range(0, IMAGES * SHAPE.size()).boxed()).allSatisfy(i -> {
            double expected = ((double) rebuilt.get(0).pixels()[i]
                            + rebuilt.get(1).pixels()[i]
                            + rebuilt.get(2).pixels()[i])
                    / 3;
            assertThat((double) average.pixels()[i]).isCloseTo(expected, within(1e-6));
        });
    }

    @Test
    void aFileThatIsCutShortOrAlteredIsRefused() throws IOException {
        RebuiltFile file = written(1, new Reconstructions(SHAPE, new float[SHAPE.size()]));
        byte[] content = Files.readAllBytes(file.path());
        content[3] = 1;
        Files.write(file.path(), content);

        assertThatThrownBy(() -> file.addTo(new float[SHAPE.size()])).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> file.addTo(new float[2 * SHAPE.size()]))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void adequateAttacksOfOneKnowledgeOnTheSameImagesComeTogether() {
        AttackOutcome a = attack("a", "train", 1, 2);
        AttackOutcome b = attack("b", "train", 1, 2);
        AttackOutcome weak = attack("weak", "train", 1, 2);
        AttackOutcome search = attack("search", "train", 1);
        AttackOutcome infer = attack("infer", "infer", 1, 2);
        var adequate = new Adequacy(Adequacy.Verdict.ADEQUATE, List.of(), List.of());
        var judgment = new Judgment(
                Judgment.Standing.ADEQUATE,
                "",
                Map.of("a", adequate, "b", adequate, "search", adequate, "infer", adequate));

        List<Ensemble> ensembles = Ensemble.of(List.of(search, a, weak, infer, b), judgment);

        assertThat(ensembles).singleElement().extracting(Ensemble::slugs).isEqualTo(List.of("a", "b"));
        assertThat(ensembles.get(0).slug()).isEqualTo("ensemble-train");
        assertThat(Ensemble.groups(List.of(search, a, weak, infer, b), judgment))
                .hasSize(3);
    }

    private RebuiltFile written(int number, Reconstructions rebuilt) {
        var file = new RebuiltFile(folder.resolve("kept/" + number));
        assertThat(file.exists()).isFalse();
        file.write(rebuilt);
        assertThat(file.exists()).isTrue();
        return file;
    }

    private static AttackOutcome attack(String slug, String knowledge, int... images) {
        return new AttackOutcome(
                "decoder", slug, Map.of(), knowledge, images, Map.of(), Map.of(), Map.of(), Learning.NONE);
    }
}
