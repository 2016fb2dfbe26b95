package lab.obscura.remote.supply;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.registry.FilesState;
import lab.obscura.engine.data.shapes.Shapes;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.platform.DaemonThreads;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.OutgoingFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.stereotype.Component;

/** The data sets of the data directory, file by file. Hashes are found out in the background and kept for as long as files stay as they are. */
@Component
final class SuppliedDatasets implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SuppliedDatasets.class);
    private static final long PATIENCE_SECONDS = 2;

    private final RegisteredDatasets registered;
    private final Path directory;
    private final Path cache;
    private final SetSizes sizes;
    private final Map<String, Hashing> hashings = new ConcurrentHashMap<>();
    private final ExecutorService hasher = Executors.newSingleThreadExecutor(DaemonThreads.named("hash-files"));

    SuppliedDatasets(RegisteredDatasets registered, ObscuraProperties properties, Clock clock) {
        this.registered = registered;
        this.directory = properties.data().directory();
        this.cache = properties.cache();
        this.sizes = new SetSizes(this::bytes, clock);
    }

    /** The hashes of one state of a data set, once they are known. */
    private record Hashing(String state, CompletableFuture<SetFiles> files) {

        boolean isOf(String other) {
            return state.equals(other);
        }
    }

    /** All that there are, and how large they are as far as that is known: nothing of the files is read, and nobody waits for a slow disk. */
    List<SuppliedDatasetView.Offered> all() {
        List<String> ids = registered.ids();
        Map<String, Long> bytes = sizes.of(ids);
        return ids.stream()
                .map(id -> new SuppliedDatasetView.Offered(id, bytes.getOrDefault(id, 0L)))
                .toList();
    }

    private long bytes(String id) {
        return isDrawn(id) ? 0 : FilesState.of(SafeFiles.of(directory, id)).bytes();
    }

    /**
     * One of them with its files.
     *
     * @param imageSize what runs scale its pictures to; 0 for nothing. It is part of the data hash where pictures differ in size
     * @throws Problem when there is none, it is damaged, or not known yet
     */
    SuppliedDatasetView get(String id, int imageSize) {
        DatasetInfo info = known(id, imageSize);
        ImageShape shape = info.shape();
        int side = shape.height() == shape.width() ? shape.height() : 0;
        if (isDrawn(id)) {
            return new SuppliedDatasetView(id, info.contentHash(), side, List.of(), List.of());
        }
        SetFiles set = files(id);
        return new SuppliedDatasetView(id, info.contentHash(), side, set.files().folders(), set.lines());
    }

    private DatasetInfo known(String id, int imageSize) {
        if (registered.ids().equals(List.of(Shapes.ID)) && !isDrawn(id)) {
            throw unreadable("The data directory of the service is missing or empty. Mount or fill it");
        }
        if (registered.listing(id).isEmpty()) {
            throw Problem.unknown(
                    ErrorType.UNKNOWN_DATASET,
                    "No data set is called",
                    id,
                    "Known are " + String.join(", ", registered.ids())
                            + ". Put its folder into the data directory of the service");
        }
        try {
            return registered.named("dataset.id", id, imageSize);
        } catch (SettingsException damaged) {
            safeFiles(id); // its disk may be away, which will be mended
            throw new Problem(ErrorType.UNKNOWN_DATASET, damaged.getMessage());
        }
    }

    private static boolean isDrawn(String id) {
        return id.equals(Shapes.ID);
    }

    private SetFiles files(String id) {
        try {
            SafeFiles files = safeFiles(id);
            String state = FilesState.of(files).fingerprint();
            Hashing hashing = hashings.compute(
                    id, (same, before) -> before != null && before.isOf(state) ? before : begin(files, state));
            return hashing.files().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Problem(
                    ErrorType.DATASET_BEING_READ,
                    "The files of data set " + id + " are being read for the first time. Ask again in a moment");
        } catch (ExecutionException e) {
            hashings.remove(id);
            throw problem(id, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ErrorType.UNAVAILABLE, "The service is ending");
        }
    }

    private SafeFiles safeFiles(String id) {
        try {
            return SafeFiles.of(directory, id);
        } catch (DataException e) {
            throw problem(id, e);
        }
    }

    /** What is wrong with the data fails the runs of all who ask; a disk that is away must not. */
    private static Problem problem(String id, Throwable cause) {
        if (cause instanceof DataException refused && !(refused.getCause() instanceof IOException)) {
            return new Problem(ErrorType.UNKNOWN_DATASET, refused.getMessage());
        }
        Throwable deepest = cause instanceof DataException && cause.getCause() != null ? cause.getCause() : cause;
        LOG.warn("event=data-set-unreadable dataset={} cause=\"{}\"", id, deepest.toString());
        return unreadable("Data set " + id + " cannot be read by the service: "
                + deepest.getClass().getSimpleName() + ". Give its user the right to, or fetch it again");
    }

    private static Problem unreadable(String what) {
        return new Problem(ErrorType.UNAVAILABLE, what);
    }

    private Hashing begin(SafeFiles files, String state) {
        return new Hashing(
                state,
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return SetFiles.of(files, state, cache);
                            } catch (IOException e) {
                                throw new CompletionException(e);
                            }
                        },
                        hasher));
    }

    /** Answers with a file, or with the part of it that was asked for. A file that has changed since it was hashed its reader finds out. */
    void send(String id, String sha256, HttpServletRequest request, HttpServletResponse response) throws IOException {
        SetFiles set = hashed(id).orElseThrow(() -> unknownFile(id, sha256));
        SetFiles.Line line = set.line(sha256).orElseThrow(() -> unknownFile(id, sha256));
        SeekableByteChannel channel = set.files().channel(line.name());
        try {
            Part part = Part.of(request.getHeader(HttpHeaders.RANGE), channel.size());
            channel.position(part.from());
            if (part.length() < channel.size()) {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(HttpHeaders.CONTENT_RANGE, part.text(channel.size()));
            }
            OutgoingFile.send(request, response, Channels.newInputStream(channel), part.length(), () -> {});
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Its folder is not looked through again for each of its files. */
    private Optional<SetFiles> hashed(String id) {
        if (isDrawn(id) || registered.listing(id).isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(hashings.get(id))
                .map(Hashing::files)
                .filter(files -> files.isDone() && !files.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .or(() -> Optional.of(files(id)));
    }

    private static Problem unknownFile(String id, String sha256) {
        return Problem.unknown(
                ErrorType.UNKNOWN_FILE,
                "Data set " + Problem.oneLine(id) + " has no file with the SHA-256",
                sha256,
                "It has changed on the service: ask for its files again");
    }

    /** Of a file; the whole where no part was asked for, or none that it has. */
    private record Part(long from, long length) {

        static Part of(String range, long size) {
            var whole = new Part(0, size);
            try {
                List<HttpRange> asked = HttpRange.parseRanges(range);
                long from = asked.size() == 1 ? asked.get(0).getRangeStart(size) : 0;
                boolean hasAny = asked.size() == 1 && from < size;
                return hasAny ? new Part(from, asked.get(0).getRangeEnd(size) - from + 1) : whole;
            } catch (IllegalArgumentException unreadable) {
                return whole; // as RFC 9110 allows
            }
        }

        String text(long size) {
            return "bytes " + from + "-" + (from + length - 1) + "/" + size;
        }
    }

    @Override
    public void destroy() {
        hasher.shutdownNow();
        sizes.close();
    }
}
