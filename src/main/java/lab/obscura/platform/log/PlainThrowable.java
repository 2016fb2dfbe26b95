package lab.obscura.platform.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import lab.obscura.engine.settings.PlainText;

/** An exception as the log has it, with plain messages all the way down. The interface says null where there is none. */
final class PlainThrowable implements IThrowableProxy {

    private final IThrowableProxy throwable;

    PlainThrowable(IThrowableProxy throwable) {
        this.throwable = throwable;
    }

    @Override
    public String getMessage() {
        return plain(throwable.getMessage());
    }

    @Override
    public String getOverridingMessage() {
        return plain(throwable.getOverridingMessage());
    }

    private static String plain(String message) {
        return message == null ? null : PlainText.line(message);
    }

    @Override
    public String getClassName() {
        return throwable.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return throwable.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return throwable.getCommonFrames();
    }

    @Override
    public IThrowableProxy getCause() {
        return throwable.getCause() == null ? null : new PlainThrowable(throwable.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(throwable.getSuppressed()).map(PlainThrowable::new).toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return throwable.isCyclic();
    }
}
