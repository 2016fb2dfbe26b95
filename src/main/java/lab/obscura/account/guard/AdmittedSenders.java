package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import lab.obscura.account.token.Tokens;
import lab.obscura.platform.web.edge.IncomingFile;
import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Where there are accounts, a worker's token gives a file its time. */
@Component
@Conditional(AccountsInUse.class)
final class AdmittedSenders implements IncomingFile.SlowSenders {

    private final Tokens tokens;

    AdmittedSenders(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean include(HttpServletRequest request) {
        try {
            return Right.WORKER.allows(BearerFilter.token(request).flatMap(tokens::find), false);
        } catch (DataAccessException databaseIsAway) {
            return false; // whoever sends fast enough is told so by what comes next
        }
    }
}
