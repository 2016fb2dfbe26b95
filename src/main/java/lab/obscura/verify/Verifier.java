package lab.obscura.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.run.folder.Adequacy;
import lab.obscura.engine.run.folder.PictureHash;
import lab.obscura.engine.settings.EnumId;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.Definitions;
import lab.obscura.experiment.Resolved;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.Run;
import lab.obscura.result.AttackResult;
import lab.obscura.result.Results;
import lab.obscura.result.RunResult;
import lab.obscura.run.RunReference;
import lab.obscura.verify.RunContents.Definition;
import lab.obscura.verify.RunContents.Rebuilt;
import lab.obscura.verify.Verification.Check;
import org.springframework.stereotype.Component;

/** Checks a finished run again. What needs the network itself, such as its accuracy, it cannot: only the edge is kept. */
@Component
final class Verifier {

    private static final String ADEQUATE = EnumId.of(Adequacy.Verdict.ADEQUATE);

    private final RunReference reference;
    private final Results results;
    private final RunContents contents;
    private final Definitions definitions;

    Verifier(RunReference reference, Results results, RunContents contents, Definitions definitions) {
        this.reference = reference;
        this.results = results;
        this.contents = contents;
        this.definitions = definitions;
    }

    Verification verify(String id) {
        Run run = reference.find(id);
        RunResult result = results.find(run.id())
                .orElseThrow(() -> new Problem(
                        ErrorType.ILLEGAL_STATE,
                        "A run can be verified when it has succeeded; this one is " + run.state()
                                + " and has no numbers yet"));
        var checks = new ArrayList<>(identity(run, result.provenance()));
        checks.add(HashCheck.encoder(run, results.encoder(run.id())));
        Map<Integer, byte[]> originals = contents.originals(run.id());
        var pictures = new LinkedHashMap<String, Map<Integer, Rebuilt>>();
        var scores = new LinkedHashMap<String, Map<String, double[]>>();
        for (AttackResult attack : result.attacks()) {
            pictures.put(attack.slug(), contents.rebuilt(run.id(), attack.slug()));
            scores.put(attack.slug(), results.scores(run.id(), attack.slug()));
        }
        Optional<String> written = Optional.ofNullable(result.provenance().get(PictureHash.FACT));
        checks.add(PictureCheck.hash(written, originals, pictures));
        for (AttackResult attack : result.attacks()) {
            checks.add(PictureCheck.scores(attack.slug(), originals, pictures.get(attack.slug())));
            checks.add(ScoreCheck.means(attack, scores.get(attack.slug())));
        }
        Set<String> adequate = result.attacks().stream()
                .filter(attack -> attack.adequacy().verdict().equals(ADEQUATE))
                .map(AttackResult::slug)
                .collect(Collectors.toSet());
        contents.attackers(run.id()).forEach(attacker -> checks.add(ScoreCheck.worstCase(attacker, adequate, scores)));
        return Verification.of(checks);
    }

    private List<Check> identity(Run run, Map<String, String> facts) {
        Definition stored = contents.definition(run);
        try {
            Resolved now = definitions.stored(stored.json());
            return List.of(HashCheck.data(facts, now), HashCheck.definition(run, stored, facts, now));
        } catch (SettingsException | DataException | Problem noLonger) {
            return HashCheck.unknown(noLonger.getMessage());
        }
    }
}
