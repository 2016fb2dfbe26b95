package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.contract.WorkedExamples;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An attack gets what it declares and nothing else. */
class AttackerViewTest {

    /** How an attack asks for each thing. */
    private static final Map<Access, java.util.function.Consumer<AttackerView>> QUESTIONS = Map.of(
            Access.WEIGHTS, view -> view.encoder().close(),
            Access.QUERIES,
                    view -> {
                        view.queryResponses().sent(new int[] {0}, Seeds.of(1));
                        view.device().close();
                    },
            Access.AUXILIARY_IMAGES, view -> view.auxiliary().image(0),
            Access.LABELS, AttackerView::labels,
            Access.TAIL, view -> view.cloud().close(),
            Access.REPEATS, view -> view.targetsAveraged(2));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void theViewRefusesWhatTheAttackDidNotDeclare(String attack, Access access, ThreatModel model) {
        assertThatThrownBy(() -> QUESTIONS.get(access).accept(view(model)))
                .isInstanceOf(NotGrantedException.class)
                .hasMessageContaining(access.id());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("granted")
    void theViewHandsOutWhatTheAttackDeclared(String attack, Access access, ThreatModel model) {
        assertThatCode(() -> QUESTIONS.get(access).accept(view(model))).doesNotThrowAnyException();
    }

    @Test
    void theAttackOfTheGuideAnswersEveryFeatureWithAPicture() {
        var example = WorkedExamples.of(Attack.class).get(0);
        Info info = WorkedExamples.info(example);
        Attack attack = WorkedExamples.make(example, info.schema().read("", Map.of()));

        Reconstructions rebuilt = attack.run(view(attack.needs()), RunContext.of(event -> {}, () -> false));

        assertThat(rebuilt.count()).isEqualTo(1);
        assertThat(rebuilt.image(0)).containsExactly(0);
    }

    static Stream<Arguments> refused() {
        return questions(false);
    }

    static Stream<Arguments> granted() {
        return questions(true);
    }

    private static Stream<Arguments> questions(boolean granted) {
        return Attacks.catalog().entries().stream()
                .map(Catalog.Entry::withDefaults)
                .flatMap(attack -> Stream.of(Access.values())
                        .filter(access -> attack.needs().grants(access) == granted)
                        .map(access -> Arguments.of(attack.info().id(), access, attack.needs())));
    }

    private static AttackerView view(ThreatModel model) {
        return new AttackerView(model, new Everything(), Dl4jEngine.create(), Seeds.of(1));
    }

    /** A scene in which every question has an answer. */
    private static final class Everything implements AttackSurface, EncoderOracle {

        private static final ImageShape SHAPE = new ImageShape(1, 1, 1);

        @Override
        public ImageShape image() {
            return SHAPE;
        }

        @Override
        public ImageShape feature() {
            return SHAPE;
        }

        @Override
        public SentFeatures targets(int repeats) {
            return new SentFeatures(SHAPE, new float[1]);
        }

        @Override
        public LabeledImages auxiliary() {
            return new LabeledImages(SHAPE, new byte[1], new int[1], List.of("only"));
        }

        @Override
        public EncoderOracle queryResponses() {
            return this;
        }

        @Override
        public WhiteBoxEncoder encoder() {
            return new WhiteBoxEncoder(new FrozenNetwork(List.of(network())));
        }

        @Override
        public TailModel cloud() {
            return new TailModel(new Flatten(), new FrozenNetwork(List.of(network())));
        }

        private static Network network() {
            return Dl4jEngine.create().build(new Flatten(), SHAPE, Seeds.of(1));
        }

        @Override
        public Batch sent(int[] images, Seeds seeds) {
            return Batch.of(new float[1], new ImageShape(1, 1, 1));
        }

        @Override
        public Batch clean(int[] images) {
            return Batch.of(new float[1], new ImageShape(1, 1, 1));
        }

        @Override
        public Batch transmitted(int[] images, Seeds seeds) {
            return Batch.of(new float[1], new ImageShape(1, 1, 1));
        }
    }
}
