package lab.obscura.platform.log;

import ch.qos.logback.core.boolex.PropertyConditionBase;

/** Whether {@code logging.structured.format.console} names a format; Spring Boot hands it over as a property that is empty otherwise. */
public final class StructuredLog extends PropertyConditionBase {

    @Override
    public boolean evaluate() {
        return !property("CONSOLE_LOG_STRUCTURED_FORMAT").isEmpty();
    }
}
