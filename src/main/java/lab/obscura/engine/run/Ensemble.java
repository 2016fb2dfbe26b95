package lab.obscura.engine.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome.AttackOutcome;

/**
 * The attacker that averages, pixel by pixel, what several attacks rebuilt: {@code x̂ = 1/k · Σ x̂_a} over the k adequate attacks of one
 * knowledge that attacked the same images.
 *
 * @param members two or more, in the order of the definition
 */
record Ensemble(List<AttackOutcome> members) {

    /** Id of its outcome. No definition names it: it comes by itself. */
    static final String ID = "ensemble";

    /** What attacks must share to be put together. */
    private record Group(String knowledge, List<Integer> images) {

        static Group of(AttackOutcome attack) {
            return new Group(
                    attack.knowledge(), IntStream.of(attack.images()).boxed().toList());
        }
    }

    Ensemble {
        members = List.copyOf(members);
    }

    /** The adequate attacks, those together that know the same and attacked the same images. */
    static List<List<AttackOutcome>> groups(List<AttackOutcome> attacks, Judgment judgment) {
        Map<Group, List<AttackOutcome>> groups = attacks.stream()
                .filter(attack -> judgment.of(attack.slug()).isAdequate())
                .collect(Collectors.groupingBy(Group::of, LinkedHashMap::new, Collectors.toList()));
        return List.copyOf(groups.values());
    }

    /** One for every group of two or more. */
    static List<Ensemble> of(List<AttackOutcome> attacks, Judgment judgment) {
        return groups(attacks, judgment).stream()
                .filter(group -> group.size() > 1)
                .map(Ensemble::new)
                .toList();
    }

    String knowledge() {
        return members.get(0).knowledge();
    }

    /** Places of the attacked images in the test split. */
    int[] images() {
        return members.get(0).images();
    }

    String slug() {
        return ID + "-" + knowledge();
    }

    List<String> slugs() {
        return members.stream().map(AttackOutcome::slug).toList();
    }

    /** @param rebuilt what each member rebuilt, in any order */
    static Reconstructions average(ImageShape shape, int images, List<RebuiltFile> rebuilt) {
        float[] pixels = new float[images * shape.size()];
        rebuilt.forEach(file -> file.addTo(pixels));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= rebuilt.size();
        }
        return new Reconstructions(shape, pixels);
    }
}
