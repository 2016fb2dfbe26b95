package lab.obscura.margin;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.assertj.core.data.Offset;

/** Hooks into AssertJ's comparisons of numbers, so that tests need not be written for it. */
final class MarginAdvice {

    private static final String INTERNAL = "org.assertj.core.internal.";

    private MarginAdvice() {}

    static void install(Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(named(INTERNAL + "Numbers").or(named(INTERNAL + "RealNumbers")))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Close.class)
                                .on(named("assertIsCloseTo").and(takesArguments(4))))
                        .visit(Advice.to(Between.class).on(named("assertIsBetween"))))
                .type(named(INTERNAL + "Comparables"))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Below.class)
                                .on(named("assertLessThan").or(named("assertLessThanOrEqualTo"))))
                        .visit(Advice.to(Above.class)
                                .on(named("assertGreaterThan").or(named("assertGreaterThanOrEqualTo")))))
                .installOn(instrumentation);
    }

    static final class Close {
        @Advice.OnMethodExit
        static void passed(
                @Advice.Argument(1) Object actual,
                @Advice.Argument(2) Object expected,
                @Advice.Argument(3) Object offset) {
            if (offset instanceof Offset<?> bound) {
                Margins.close(actual, expected, bound.value);
            }
        }
    }

    static final class Between {
        @Advice.OnMethodExit
        static void passed(
                @Advice.Argument(1) Object actual, @Advice.Argument(2) Object low, @Advice.Argument(3) Object high) {
            Margins.between(actual, low, high);
        }
    }

    static final class Below {
        @Advice.OnMethodExit
        static void passed(@Advice.Argument(1) Object actual, @Advice.Argument(2) Object bound) {
            Margins.ratio("below", actual, bound);
        }
    }

    static final class Above {
        @Advice.OnMethodExit
        static void passed(@Advice.Argument(1) Object actual, @Advice.Argument(2) Object bound) {
            Margins.ratio("above", bound, actual);
        }
    }
}
