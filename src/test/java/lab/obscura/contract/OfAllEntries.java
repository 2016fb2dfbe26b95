package lab.obscura.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A test among contract tests that asks something of all entries together, or of none: left out when one entry is asked alone. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(named = Entries.CHOICE, matches = ".*", disabledReason = "Asks all entries, not one")
public @interface OfAllEntries {}
