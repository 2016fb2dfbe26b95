package lab.obscura.execution.datasets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.execution.remote.ServiceRefusal;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The data sets of the service. */
final class RemoteSets implements SetSource {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** It has changed since it was listed. */
    private static final Set<String> ASK_AGAIN = Set.of("unknown-file");

    private final ServiceClient service;

    RemoteSets(ServiceClient service) {
        this.service = service;
    }

    private record All(List<Offered> sets) {}

    @Override
    public List<Offered> all() {
        return asked(() -> JSON.readValue(service.bytes("GET", "datasets", Map.of()), All.class)
                .sets());
    }

    @Override
    public SetListing listing(String id, int imageSize) {
        String call = "datasets/" + encoded(id) + "?imageSize=" + imageSize;
        return asked(() -> JSON.readValue(service.bytes("GET", call, Map.of()), SetListing.class));
    }

    @Override
    public void fetch(String id, SetListing.File file, Path here, LongConsumer got) {
        asked(() -> {
            service.fetch("datasets/" + encoded(id) + "/files/" + file.sha256(), file.bytes(), here, got);
            return true;
        });
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (ServiceRefusal refusal) {
            if (ASK_AGAIN.contains(refusal.type())) {
                throw new DataAwayException(refusal.getMessage(), refusal);
            }
            throw new DataRefusedException(refusal.getMessage());
        } catch (DataAccessException away) {
            throw new DataAwayException(away.getMessage(), away);
        } catch (JacksonException unreadable) {
            if (unreadable.getCause() instanceof DataRefusedException refusal) {
                throw refusal;
            }
            throw new DataAwayException("The service answered what this program cannot read", unreadable);
        }
    }
}
