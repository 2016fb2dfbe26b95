package lab.obscura.run.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out what the words of a query mean. */
final class QueryParser {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final Mistakes mistakes;

    QueryParser(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The names of all fields, those of metrics last. */
    static List<String> fields() {
        return Stream.of(
                        words(WordField.values(), WordField::word),
                        words(ContainedField.values(), ContainedField::word).filter(word -> !word.isEmpty()),
                        words(NumberField.values(), NumberField::word),
                        words(TimeField.values(), TimeField::word),
                        words(FlagField.values(), FlagField::word),
                        MetricField.all().stream().map(MetricField::word))
                .flatMap(Function.identity())
                .toList();
    }

    private static <F> Stream<String> words(F[] fields, Function<F, String> word) {
        return Arrays.stream(fields).map(word);
    }

    Term term(Word word) {
        Term term = word.field().isEmpty() ? new Term.Contains(ContainedField.ANYWHERE, word.value()) : ofField(word);
        return word.negated() ? new Term.Not(term) : term;
    }

    private Term ofField(Word word) {
        return Stream.<Optional<Term>>of(
                        named(WordField.values(), WordField::word, word).map(field -> words(field, word)),
                        named(ContainedField.values(), ContainedField::word, word)
                                .map(field -> contains(field, word)),
                        named(NumberField.values(), NumberField::word, word)
                                .map(field -> new Term.Number(field, comparison(word), number(word))),
                        named(TimeField.values(), TimeField::word, word).map(field -> time(field, word)),
                        named(FlagField.values(), FlagField::word, word).map(field -> flag(field, word)),
                        named(MetricField.all().toArray(MetricField[]::new), MetricField::word, word)
                                .map(field -> new Term.Measured(field, comparison(word), number(word))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> mistakes.unknown(
                        word.at(),
                        "made of known fields",
                        word.field(),
                        fields(),
                        "Known are " + String.join(", ", fields()) + "; put a text with a colon into quotes"));
    }

    private static <F> Optional<F> named(F[] fields, Function<F, String> name, Word word) {
        return Arrays.stream(fields)
                .filter(field -> name.apply(field).equalsIgnoreCase(word.field()))
                .findFirst();
    }

    private Term words(WordField field, Word word) {
        onlyEquals(word);
        List<String> known = field.known();
        return new Term.Words(
                field,
                word.values().stream()
                        .map(value -> known.isEmpty() ? value : one(known, value, word))
                        .toList());
    }

    private String one(List<String> known, String value, Word word) {
        String otherwise = known.size() > 10 ? "GET /api/v1/catalog lists them" : "Known are " + lower(known);
        return known.stream()
                .filter(candidate -> candidate.equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> mistakes.unknown(
                        word.valueAt(),
                        "made of known words after " + word.field() + word.sign(),
                        value,
                        known,
                        otherwise));
    }

    private static String lower(List<String> words) {
        return String.join(", ", words).toLowerCase(Locale.ROOT);
    }

    private Term contains(ContainedField field, Word word) {
        onlyEquals(word);
        return new Term.Contains(field, single(word));
    }

    private Term flag(FlagField field, Word word) {
        onlyEquals(word);
        List<String> known =
                words(FlagField.Answer.values(), FlagField.Answer::word).toList();
        String answer = one(known, single(word), word);
        return new Term.Flag(field, FlagField.Answer.valueOf(answer.toUpperCase(Locale.ROOT)));
    }

    private void onlyEquals(Word word) {
        if (!word.sign().equals(":") && !word.sign().equals(Comparison.EQUAL.sign())) {
            throw mistakes.at(
                    word.at(),
                    "made of comparisons that make sense",
                    word.field() + word.sign(),
                    "Write " + word.field() + ": and a word");
        }
    }

    private Comparison comparison(Word word) {
        return word.comparison().orElseThrow();
    }

    private double number(Word word) {
        return Optional.of(single(word))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Double::valueOf)
                .filter(Double::isFinite)
                .orElseThrow(() -> mistakes.at(
                        word.valueAt(),
                        "made of numbers after " + word.field() + word.sign(),
                        word.value(),
                        "Write them as 0.03 or 3e-2"));
    }

    /** A day, as in 2026-11-01, or a second, as in 2026-11-01T12:00:00Z. */
    private Term time(TimeField field, Word word) {
        String value = single(word);
        try {
            if (value.indexOf('T') < 0) {
                LocalDate day = LocalDate.parse(value);
                return new Term.Time(field, comparison(word), begin(day), begin(day.plusDays(1)));
            }
            Instant second = Instant.parse(value);
            return new Term.Time(field, comparison(word), second, second.plusSeconds(1));
        } catch (DateTimeException none) {
            throw mistakes.at(
                    word.valueAt(),
                    "made of days or times after " + word.field() + word.sign(),
                    value,
                    "Write 2026-11-01 or 2026-11-01T12:00:00Z, in UTC");
        }
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private String single(Word word) {
        if (word.values().size() > 1) {
            throw mistakes.at(
                    word.valueAt(),
                    "made of single values after " + word.field() + word.sign(),
                    String.join(",", word.values()),
                    "Put a text with commas into quotes");
        }
        return word.value();
    }
}
