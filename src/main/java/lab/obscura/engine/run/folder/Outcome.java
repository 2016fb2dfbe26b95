package lab.obscura.engine.run.folder;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.attack.Learning;

/**
 * What a run found out, without the pictures: they lie beside it, see {@link AttemptFolder}.
 *
 * @param metrics of the defended network, as in {@code accuracy} (in [0, 1]) and {@code edgeParameters}
 * @param attacks one entry per attack, in the order of the definition
 * @param worstCase per image the nearest reconstruction of all adequate attacks of one knowledge
 * @param attackers by threat model and knowledge, each with its worst case
 * @param gallery the fixed test images that are shown
 * @param galleryHash identity of that set of images: data hash, limits and image size
 * @param timings seconds per stage
 * @param provenance engine, versions, hashes, machine: everything that a number is traced back to
 * @param warnings why a number may not mean what it seems to, in words
 * @param judgment what the errors of the attacks are worth
 */
public record Outcome(
        Map<String, Double> metrics,
        List<AttackOutcome> attacks,
        List<BestReconstruction> worstCase,
        List<AttackerOutcome> attackers,
        List<GalleryImage> gallery,
        String galleryHash,
        Map<String, Double> timings,
        Map<String, String> provenance,
        List<String> warnings,
        Judgment judgment) {

    public Outcome {
        judgment = judgment == null ? Judgment.NONE : judgment; // files of earlier versions have none
        warnings = warnings == null ? List.of() : List.copyOf(warnings); // files of earlier versions have none
        attacks = List.copyOf(attacks);
        worstCase = List.copyOf(worstCase);
        attackers = attackers == null ? List.of() : List.copyOf(attackers); // files of earlier versions have none
        gallery = List.copyOf(gallery);
    }

    /**
     * What one attack rebuilt.
     *
     * @param attack id in the catalog
     * @param slug unique inside the run, made from the attack's settings
     * @param settings as resolved
     * @param knowledge which images were attacked ({@code train} or {@code infer})
     * @param images places of the attacked images in the test split, in rising order
     * @param means metric → mean; paper variants carry the paper in their name
     * @param scores metric → one value per attacked image
     * @param galleryScores index of a gallery image → metric → value
     * @param learning how the training of its network ended
     */
    public record AttackOutcome(
            String attack,
            String slug,
            Map<String, Object> settings,
            String knowledge,
            int[] images,
            Map<String, Double> means,
            Map<String, double[]> scores,
            Map<Integer, Map<String, Double>> galleryScores,
            Learning learning) {

        public AttackOutcome {
            learning = learning == null ? Learning.NONE : learning; // files of earlier versions have none
        }

        /** The same with more numbers beside its means. */
        public AttackOutcome with(Map<String, Double> more) {
            var all = new LinkedHashMap<>(means);
            all.putAll(more);
            return new AttackOutcome(attack, slug, settings, knowledge, images, all, scores, galleryScores, learning);
        }

        /** How many images were attacked. */
        public int evaluated() {
            return images.length;
        }

        /** What to tell of an attack whose error says nothing about privacy. */
        public Optional<String> warning(Adequacy adequacy) {
            return adequacy.verdict() != Adequacy.Verdict.INADEQUATE
                    ? Optional.empty()
                    : Optional.of(
                            "attacker inadequate: " + slug + ", because " + String.join("; ", adequacy.reasons()));
        }
    }

    /**
     * What an attacker reaches that picks the best of all attacks for each image.
     *
     * @param index place in the test split
     * @param slug the attack with the smallest squared error here
     * @param scores metric → value; in the file each stands beside index and slug
     */
    public record BestReconstruction(
            int index,
            String slug,
            @JsonAnyGetter @JsonAnySetter Map<String, Double> scores) {

        public BestReconstruction {
            scores = scores == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        }
    }

    /**
     * One image of the gallery.
     *
     * @param index place in the test split
     * @param label its class, from 0
     */
    public record GalleryImage(int index, int label, String className) {}
}
