package lab.obscura.board;

import java.util.Optional;

/** Which board is asked for; a class, because a record has no optional components. */
final class BoardRequest {

    private final String dataset;
    private final Optional<String> backbone;
    private final Optional<Integer> cutLayer;
    private final Optional<String> attack;

    private BoardRequest(
            String dataset, Optional<String> backbone, Optional<Integer> cutLayer, Optional<String> attack) {
        this.dataset = dataset;
        this.backbone = backbone;
        this.cutLayer = cutLayer;
        this.attack = attack;
    }

    /** From query parameters, any of which may be missing or empty. */
    static BoardRequest of(String dataset, String backbone, Integer cutLayer, String attack) {
        return new BoardRequest(dataset, given(backbone), Optional.ofNullable(cutLayer), given(attack));
    }

    private static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isBlank());
    }

    BoardRequest on(String actualDataset) {
        return new BoardRequest(actualDataset, backbone, cutLayer, attack);
    }

    String dataset() {
        return dataset;
    }

    Optional<String> backbone() {
        return backbone;
    }

    Optional<Integer> cutLayer() {
        return cutLayer;
    }

    Optional<String> attack() {
        return attack;
    }
}
