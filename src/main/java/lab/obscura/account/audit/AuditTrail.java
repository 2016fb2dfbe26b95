package lab.obscura.account.audit;

import lab.obscura.account.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes down what the request that is served does, in the transaction that does it: there is no act without its line, and no line without
 * its act. What nobody who is logged in has asked for (retention, a service without accounts) is not written down.
 */
@Component
public final class AuditTrail {

    private final Audit audit;

    public AuditTrail(Audit audit) {
        this.audit = audit;
    }

    /**
     * Adds a line; its subject is the address that was called.
     *
     * @param detail what was done, in some words; may be empty
     * @throws IllegalStateException outside of a transaction
     */
    public void note(AuditAction action, String detail) {
        if (SignedIn.current().isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The audit of " + action.word() + " needs the transaction that does it");
        }
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        audit.record(Audit.Who.of(request), action, request.getRequestURI(), detail);
    }
}
