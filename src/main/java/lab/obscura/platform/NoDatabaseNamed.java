package lab.obscura.platform;

import lab.obscura.platform.start.RemoteWorker;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** True when the operator named no database, and no service that has one. */
final class NoDatabaseNamed implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !RemoteWorker.isIn(context.getEnvironment())
                && context.getEnvironment()
                        .getProperty("spring.datasource.url", "")
                        .isBlank();
    }
}
