package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.execution.remote.ServiceRefusal;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The store of the service, for hosts that reach nothing else. What is written or removed goes under the fence of the run. */
final class RemoteStore implements CheckpointStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNKNOWN_FILE = "unknown-file";
    /** Above what proxies let through that nobody has told otherwise. */
    private static final int PROBE_BYTES = 3 << 20;

    private final ServiceClient service;
    private final long fence;

    /** One that can read. */
    RemoteStore(ServiceClient service) {
        this(service, 0);
    }

    private RemoteStore(ServiceClient service, long fence) {
        this.service = service;
        this.fence = fence;
    }

    private record Keys(List<String> keys) {}

    private record Kept(Set<String> runs, long bytes) {}

    @Override
    public CheckpointStore under(long claimed) {
        return new RemoteStore(service, claimed);
    }

    /** A proxy in between may refuse what is as large as a checkpoint; that is found out here, too. */
    @Override
    public void probe() {
        try {
            Path file = Files.createTempFile("obscura", "check");
            try {
                Files.write(file, new byte[PROBE_BYTES]);
                asked("tried out", "checkpoints/probe", () -> put("checkpoints/probe", Map.of(), file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException("No file can be made on this host to try the store with", e);
        }
    }

    @Override
    public List<String> list(String folder) {
        String run = folder.replaceFirst("/.*", "");
        return asked("listed", folder, () -> {
            byte[] answer = service.bytes("GET", "runs/" + run + "/checkpoints", Map.of());
            return JSON.readValue(answer, Keys.class).keys().stream()
                    .map(key -> run + "/" + key)
                    .filter(key -> key.startsWith(folder + "/"))
                    .sorted()
                    .toList();
        });
    }

    @Override
    public Set<String> runs() {
        return kept().runs();
    }

    @Override
    public long bytes() {
        return kept().bytes();
    }

    private Kept kept() {
        return asked(
                "listed",
                "of any run",
                () -> JSON.readValue(service.bytes("GET", "checkpoints", Map.of()), Kept.class));
    }

    @Override
    public boolean fetch(String key, Path target) {
        return asked("fetched", key, () -> {
            LocalFiles.delete(target);
            try {
                service.fetch(address(key), 0, target, bytes -> {});
                return true;
            } catch (ServiceRefusal refusal) {
                if (refusal.type().equals(UNKNOWN_FILE)) {
                    return false;
                }
                throw refusal;
            }
        });
    }

    /** Only the service hands files on. */
    @Override
    public Optional<StoredFile> open(String key) {
        throw new StoreException("The checkpoint " + key + " must be fetched as a whole by a worker");
    }

    @Override
    public void write(String key, Path file) {
        asked("written", key, () -> put(address(key), fence(), file));
    }

    private boolean put(String call, Map<String, String> headers, Path file) {
        try {
            service.put(call, headers, file);
            return true;
        } catch (ServiceRefusal refusal) {
            if (refusal.type().isEmpty()) { // a problem of the service has a type
                throw new StoreException(
                        "Something between this worker and the service refuses a body of " + LocalFiles.size(file)
                                + " bytes (" + refusal.getMessage() + "). Raise its limit below /api/v1/worker, as with"
                                + " client_max_body_size of nginx",
                        refusal);
            }
            throw refusal;
        }
    }

    @Override
    public void delete(String key) {
        asked("removed", key, () -> service.bytes("DELETE", address(key), fence()));
    }

    private Map<String, String> fence() {
        return Map.of(ServiceClient.FENCE_HEADER, Long.toString(fence));
    }

    private static String address(String key) {
        CheckpointKey read = CheckpointKey.of(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A key must be the id of a run and " + CheckpointKey.FORM + ", was " + key));
        return Stream.of("runs", read.run().toString(), "checkpoints", read.kind(), read.name())
                .reduce((before, after) -> before + "/" + after)
                .orElseThrow();
    }

    private static <T> T asked(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (DataAccessException e) {
            throw new StoreException(
                    "The checkpoint " + key + " cannot be " + what + " through the service: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new StoreException("The service answered what this program cannot read", e);
        }
    }
}
