package lab.obscura.platform.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import lab.obscura.engine.settings.PlainText;

/** A message without what would end its line or command a terminal. */
public final class PlainMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return PlainText.line(super.convert(event));
    }
}
