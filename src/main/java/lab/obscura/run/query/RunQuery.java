package lab.obscura.run.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.obscura.queue.RunCondition;

/** A query for runs, as people type it. */
public final class RunQuery {

    private static final int LONGEST = 1_000;
    private static final int MOST_TERMS = 50;

    private RunQuery() {}

    /**
     * What a query means. One that does not speak of archived runs leaves them out.
     *
     * @param path the parameter or field that holds the query, for messages
     * @param text may be empty: every run
     * @throws lab.obscura.platform.web.Problem with the position of the first mistake, and the word that was meant
     */
    public static RunCondition condition(String path, String text) {
        List<Term> terms = new ArrayList<>(terms(path, text));
        if (terms.stream().noneMatch(RunQuery::isAboutArchived)) {
            terms.add(new Term.Flag(FlagField.ARCHIVED, FlagField.Answer.NO));
        }
        var parameters = new Parameters();
        String sql =
                terms.stream().map(term -> "(" + term.sql(parameters) + ")").collect(Collectors.joining(" and "));
        return new RunCondition(sql, parameters.values());
    }

    /** The typed tree. */
    static List<Term> terms(String path, String text) {
        var mistakes = new Mistakes(path);
        if (text.length() > LONGEST) {
            throw mistakes.at(
                    LONGEST + 1,
                    String.format(Locale.ROOT, "at most %d characters", LONGEST),
                    text.length() + " characters",
                    "Shorten it");
        }
        List<Word> words = Words.of(text, mistakes);
        if (words.size() > MOST_TERMS) {
            throw mistakes.at(
                    words.get(MOST_TERMS).at(),
                    String.format(Locale.ROOT, "at most %d terms", MOST_TERMS),
                    words.size() + " terms",
                    "Leave some out");
        }
        var parser = new QueryParser(mistakes);
        return words.stream().map(parser::term).toList();
    }

    private static boolean isAboutArchived(Term term) {
        Term asked = term instanceof Term.Not not ? not.term() : term;
        return asked instanceof Term.Flag flag && flag.field() == FlagField.ARCHIVED;
    }
}
