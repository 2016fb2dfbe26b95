package lab.obscura.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.definition.Identity;
import lab.obscura.experiment.Resolved;
import lab.obscura.queue.Run;
import lab.obscura.verify.RunContents.Definition;
import lab.obscura.verify.Verification.Check;

/** The identities of a run: of its definition, its data and its encoder, against what they are by content now. */
final class HashCheck {

    private HashCheck() {}

    /**
     * The data set as it lies here, against what the run learned from.
     *
     * @param facts the run's provenance
     */
    static Check data(Map<String, String> facts, Resolved now) {
        String what = "data";
        String id = now.info().id();
        String written = facts.getOrDefault("dataHash", "");
        String found = now.info().contentHash();
        return found.equals(written)
                ? Check.ok(what, id + " is what the run learned from, " + brief(found))
                : Check.differs(
                        what, id + " has the hash " + brief(found) + " here, the run learned from " + brief(written));
    }

    /** Row, training and attack of the stored definition, against the hashes that were written when it was posted and when it ran. */
    static Check definition(Run run, Definition stored, Map<String, String> facts, Resolved now) {
        String what = "definition";
        String version = facts.getOrDefault("numericsVersion", "");
        if (!version.equals(String.valueOf(Identity.NUMERICS_VERSION))) {
            return Check.notChecked(
                    what,
                    "the run was made with version " + version + " of the numerics, this program has "
                            + Identity.NUMERICS_VERSION + ", and the version is part of the hashes");
        }
        if (!now.info().contentHash().equals(facts.get("dataHash"))) {
            return Check.notChecked(what, "its hashes contain that of the data, which differs");
        }
        Identity identity = now.identity();
        var differences = new ArrayList<String>();
        compare("row", stored.rowHash(), identity.rowHash()).ifPresent(differences::add);
        compare("training", run.trainingHash(), identity.trainingHash(run.seed()))
                .ifPresent(differences::add);
        compare("training as it ran", facts.get("trainingHash"), identity.trainingHash(run.seed()))
                .ifPresent(differences::add);
        compare("attacks", run.attackHash(), identity.attackHash(run.seed())).ifPresent(differences::add);
        compare("attacks as they ran", facts.get("attackHash"), identity.attackHash(run.seed()))
                .ifPresent(differences::add);
        return Check.of(
                what, differences, "row, training and attacks have the hashes that they were posted and ran with");
    }

    /** The encoder as a file, and whose it says that it is. */
    static Check encoder(Run run, Optional<byte[]> file) {
        String what = "encoder";
        if (file.isEmpty()) {
            return Check.differs(what, "there is none");
        }
        try {
            Object owner =
                    CheckpointFile.parse(file.get(), "encoder.obs").facts().get("trainingHash");
            return run.trainingHash().equals(owner)
                    ? Check.ok(what, "whole, and of this training")
                    : Check.differs(what, "it is of the training " + brief(String.valueOf(owner)));
        } catch (RuntimeException damaged) {
            return Check.differs(what, damaged.getMessage());
        }
    }

    /** What no longer holds, or cannot be read now: nothing is known of data and definition then. */
    static List<Check> unknown(String why) {
        return List.of(Check.notChecked("data", why), Check.notChecked("definition", why));
    }

    private static Optional<String> compare(String of, String written, String computed) {
        return computed.equals(written)
                ? Optional.empty()
                : Optional.of("the hash of the " + of + " is " + brief(computed) + ", written was " + brief(written));
    }

    private static String brief(String hash) {
        int shown = 12;
        return hash == null || hash.isEmpty() ? "nothing" : hash.substring(0, Math.min(shown, hash.length())) + "…";
    }
}
