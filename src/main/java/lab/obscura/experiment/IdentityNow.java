package lab.obscura.experiment;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Who a stored definition is by the content of the data sets that lie here now. */
@Component
public final class IdentityNow {

    private final Definitions definitions;

    IdentityNow(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Reads it again, with its data set.
     *
     * @param stored a resolved definition
     * @throws lab.obscura.engine.settings.SettingsException when it no longer holds, as when its data set has gone
     * @throws lab.obscura.engine.data.images.DataException when the data set cannot be read
     * @throws lab.obscura.platform.web.Problem while the data set is being read
     */
    public Resolved of(Map<String, Object> stored) {
        return definitions.stored(stored);
    }
}
