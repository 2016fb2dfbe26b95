package lab.obscura.run.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.RunCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query means, where its mistakes are, and that nothing of it ever becomes SQL. */
class RunQueryTest {

    @Test
    void aQueryIsAListOfTypedTerms() {
        List<Term> terms = RunQuery.terms(
                "q",
                "state:failed,cancelled part:conditional-entropy mse>0.03 accuracy>=8e-1 seed:1 created>2026-11-01 -tag:old"
                        + " archived:any \"free text\" noise");

        assertThat(terms)
                .containsExactly(
                        new Term.Words(WordField.STATE, List.of("FAILED", "CANCELLED")),
                        new Term.Words(WordField.PART, List.of("conditional-entropy")),
                        new Term.Measured(new MetricField("mse", true), Comparison.ABOVE, 0.03),
                        new Term.Measured(new MetricField("accuracy", false), Comparison.AT_LEAST, 0.8),
                        new Term.Number(NumberField.SEED, Comparison.EQUAL, 1),
                        new Term.Time(
                                TimeField.CREATED,
                                Comparison.ABOVE,
                                Instant.parse("2026-11-01T00:00:00Z"),
                                Instant.parse("2026-11-02T00:00:00Z")),
                        new Term.Not(new Term.Words(WordField.TAG, List.of("old"))),
                        new Term.Flag(FlagField.ARCHIVED, FlagField.Answer.ANY),
                        new Term.Contains(ContainedField.ANYWHERE, "free text"),
                        new Term.Contains(ContainedField.ANYWHERE, "noise"));
    }

    @Test
    void quotesHoldBlanksCommasAndQuotes() {
        assertThat(RunQuery.terms("q", "tag:\"a b\",\"c,d\",e -name:\"say \\\"x\\\" and \\\\\""))
                .containsExactly(
                        new Term.Words(WordField.TAG, List.of("a b", "c,d", "e")),
                        new Term.Not(new Term.Contains(ContainedField.NAME, "say \"x\" and \\")));
    }

    @Test
    void namesOfMetricsHavePointsAndDashes() {
        assertThat(RunQuery.terms("q", "-ms-ssim<=0.5 mse.constantGuess>0"))
                .containsExactly(
                        new Term.Not(new Term.Measured(new MetricField("ms-ssim", true), Comparison.AT_MOST, 0.5)),
                        new Term.Measured(new MetricField("mse.constantGuess", true), Comparison.ABOVE, 0));
    }

    @Test
    void anEmptyQueryLeavesOnlyTheArchivedOut() {
        assertThat(RunQuery.condition("q", "  ").sql()).isEqualTo("(not r.archived)");
        assertThat(RunQuery.condition("q", "-archived:no").sql()).doesNotContain("and");
    }

    @Test
    void everyFieldIsWordedOnce() {
        assertThat(QueryParser.fields()).doesNotHaveDuplicates().contains("state", "mse", "psnr.cem", "edgeParameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag:\"x' or 1=1 --\"",
                "name:\"'; drop table runs; --\"",
                "\"') or true or ('\" dataset:x'||pg_sleep(9)||'",
                "submitter:\"${jndi:ldap://x}\" tag::q0 study:\"}{\\\\\"",
                "reason:\"%_\\\\\" notes:\":limit :before ?\""
            })
    void whatPeopleWriteIsAParameterAndNothingElse(String query) {
        RunCondition condition = RunQuery.condition("q", query);

        String withoutPlaceholders = condition.sql().replaceAll(":(q\\d+|viewer)\\b", "");
        assertThat(withoutPlaceholders).doesNotContain("drop", "sleep", "or 1=1", "jndi", "--", ";", ":", "?", "}");
        assertThat(condition.parameters()).isNotEmpty();
        assertThat(condition.parameters().values().toString()).isNotBlank();
    }

    @Test
    void aPieceIsFoundAsItIsWritten() {
        assertThat(RunQuery.condition("q", "notes:\"5%_\\\\\"").parameters()).containsEntry("q0", "%5\\%\\_\\\\%");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("stat:failed", "was stat. Character 1. Did you mean state?"),
                Arguments.of("seed:1 msee>0.1", "was msee. Character 8. Did you mean mse?"),
                Arguments.of("colour:red", "Known are state, part, attack"),
                Arguments.of("state:faild", "known words after state:, was faild. Character 7. Did you mean FAILED?"),
                Arguments.of("state:x", "Known are queued, running, cancelling, succeeded, failed, cancelled"),
                Arguments.of("part:conditional-entropi", "Character 6. Did you mean conditional-entropy?"),
                Arguments.of("part:zzzzzz", "GET /api/v1/catalog lists them"),
                Arguments.of("mse>many", "numbers after mse>, was many. Character 5"),
                Arguments.of("mse>1e999", "numbers after mse>"),
                Arguments.of("mse>NaN", "numbers after mse>"),
                Arguments.of("seed:0x1", "numbers after seed:"),
                Arguments.of("seed:1,2", "single values after seed:, was 1,2"),
                Arguments.of("state>failed", "was state>. Character 1. Write state: and a word"),
                Arguments.of("created>yesterday", "days or times after created>, was yesterday. Character 9"),
                Arguments.of("created>2026-02-30", "Write 2026-11-01 or 2026-11-01T12:00:00Z, in UTC"),
                Arguments.of("pinned:perhaps", "Known are yes, no, any"),
                Arguments.of("seed:1 \"open", "quotes are closed, was \"open. Character 8. Add a \" at its end"),
                Arguments.of("name:\"open\\\"", "quotes are closed"),
                Arguments.of("\"\"", "texts that are not empty"),
                Arguments.of("tag:a,,b", "without gaps between commas"),
                Arguments.of("tag:", "complete, was tag:. Character 1. Add a value"),
                Arguments.of("a - b", "complete, was -. Character 3. Leave out the minus"),
                Arguments.of("http://x", "was http. Character 1. Known are"),
                Arguments.of("a ".repeat(501), "at most 1000 characters"),
                Arguments.of("a ".repeat(51), "at most 50 terms, was 51 terms. Character 101"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlaceAndWhatWasMeant(String query, String words) {
        assertThatThrownBy(() -> RunQuery.terms("q", query))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.fields().get(0).path()).isEqualTo("q"))
                .hasMessageStartingWith("q must be ")
                .hasMessageContaining(words);
    }
}
