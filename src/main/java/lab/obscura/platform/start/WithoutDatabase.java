package lab.obscura.platform.start;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A worker that reaches its queue over HTTPS. */
public final class WithoutDatabase implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return RemoteWorker.isIn(context.getEnvironment());
    }
}
