package lab.obscura.account.guard;

import lab.obscura.platform.ObscuraProperties.AuthMode;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code obscura.auth} asks for accounts. */
final class AccountsInUse implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return AuthMode.of(context.getEnvironment())
                .filter(AuthMode::hasAccounts)
                .isPresent();
    }
}
