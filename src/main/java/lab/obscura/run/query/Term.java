package lab.obscura.run.query;

import java.time.Instant;
import java.util.List;

/** One condition of a query; all of them must hold. */
sealed interface Term {

    /** The condition as SQL, in which all that people have written is a parameter. */
    String sql(Parameters parameters);

    /** @param words one of which the field must hold */
    record Words(WordField field, List<String> words) implements Term {

        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String sql(Parameters parameters) {
            return field.sql(parameters.words(words));
        }
    }

    /** @param piece that the field must contain, in capitals or not */
    record Contains(ContainedField field, String piece) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return field.sql(parameters.piece(piece));
        }
    }

    /** A number of the run. */
    record Number(NumberField field, Comparison comparison, double number) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return field.sql(comparison, parameters.number(number));
        }
    }

    /** A number that was measured. */
    record Measured(MetricField field, Comparison comparison, double number) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return field.sql(comparison, parameters.word(field.word()), parameters.number(number));
        }
    }

    /** A day or a second, from its begin to before its end. */
    record Time(TimeField field, Comparison comparison, Instant from, Instant to) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return field.sql(comparison, parameters.moment(from), parameters.moment(to));
        }
    }

    /** Whether something is so. */
    record Flag(FlagField field, FlagField.Answer answer) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return field.sql(answer);
        }
    }

    /** Holds where the other does not, also where there is nothing to compare. */
    record Not(Term term) implements Term {

        @Override
        public String sql(Parameters parameters) {
            return "not coalesce((" + term.sql(parameters) + "), false)";
        }
    }
}
