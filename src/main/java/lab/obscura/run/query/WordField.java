package lab.obscura.run.query;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lab.obscura.account.Sight;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.queue.RunState;

/** A field that holds words. {@code {}} stands for the list of those that are asked for. */
enum WordField {
    STATE("state", "r.state = any ({})", WordField::states),
    PART(
            "part",
            "exists (select from jsonb_array_elements(e.definition -> 'defense') part where part ->> 'part' = any ({}))",
            () -> Defenses.catalog().ids()),
    ATTACK(
            "attack",
            "exists (select from jsonb_array_elements(e.definition -> 'attacks') attack where attack ->> 'attack' = any ({}))",
            () -> Attacks.catalog().ids()),
    BACKBONE("backbone", "e.backbone = any ({})", Backbones::ids),
    DATASET("dataset", "e.dataset = any ({})", List::of),
    SUBMITTER("submitter", "r.submitter = any ({})", List::of),
    TAG("tag", "(r.tags && {} or e.tags && {})", List::of),
    STUDY(
            "study",
            "(r.experiment_id, r.seed) in (select c.experiment_id, unnest(c.seeds) from study_cells c where c.study_id in"
                    + " (select s.id from studies s where (s.name = any ({}) or cast(s.id as text) = any ({})) and "
                    + Sight.of("s") + "))",
            List::of),
    EXPERIMENT("experiment", "cast(e.id as text) = any ({})", List::of),
    RUN("run", "cast(r.id as text) = any ({})", List::of);

    private final String word;
    private final String sql;
    private final Supplier<List<String>> known;

    WordField(String word, String sql, Supplier<List<String>> known) {
        this.word = word;
        this.sql = sql;
        this.known = known;
    }

    String word() {
        return word;
    }

    String sql(String placeholder) {
        return sql.replace("{}", "cast(" + placeholder + " as text[])");
    }

    /** All words that it may hold; empty where nobody can know them. */
    List<String> known() {
        return known.get();
    }

    private static List<String> states() {
        return Arrays.stream(RunState.values()).map(Enum::name).toList();
    }
}
