package lab.obscura.execution.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** A file on its way from the service to the disk. Java's client waits for ever for a body that has begun; here it may pause for half a minute. */
final class FileTransfer {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    /** The service ends what comes slower. */
    private static final long SLOWEST_BYTES_PER_MILLI = 16;

    private final HttpClient http;
    private final HttpRequest request;
    private final Path target;
    private final LongConsumer got;
    private final AtomicLong heardAt = new AtomicLong(System.nanoTime());

    /** @param got hears again and again how many bytes of the file are here */
    FileTransfer(HttpClient http, HttpRequest request, Path target, LongConsumer got) {
        this.http = http;
        this.request = request;
        this.target = target;
        this.got = got;
    }

    /** How long a file of this size may take. */
    static Duration longest(long bytes) {
        return SILENCE.plusMillis(bytes / SLOWEST_BYTES_PER_MILLI);
    }

    /** The answer; its body is empty when it went to the file. */
    HttpResponse<byte[]> answer() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, this::body);
        while (true) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - heardAt.get() > SILENCE.toNanos()) {
                    answer.cancel(true);
                    throw new IOException("nothing has come for " + SILENCE.toSeconds() + " s", e);
                }
            } catch (InterruptedException e) {
                answer.cancel(true);
                throw e;
            } catch (ExecutionException e) {
                throw new IOException(
                        e.getCause().getMessage() == null
                                ? e.getCause().toString()
                                : e.getCause().getMessage(),
                        e.getCause());
            }
        }
    }

    private HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer) {
        heardAt.set(System.nanoTime());
        return switch (answer.statusCode()) {
            case OK -> toFile(StandardOpenOption.TRUNCATE_EXISTING);
            case PARTIAL_CONTENT -> toFile(StandardOpenOption.APPEND);
            default -> HttpResponse.BodySubscribers.ofByteArray();
        };
    }

    private HttpResponse.BodySubscriber<byte[]> toFile(StandardOpenOption how) {
        try {
            return new ToFile(
                    FileChannel.open(target, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target, e);
        }
    }

    /** Takes a body as it comes. */
    private final class ToFile implements HttpResponse.BodySubscriber<byte[]> {

        private final FileChannel file;
        private final CompletableFuture<byte[]> end = new CompletableFuture<>();
        private Flow.Subscription subscription;

        ToFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription next) {
            subscription = next;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            try {
                for (ByteBuffer piece : pieces) {
                    while (piece.hasRemaining()) {
                        file.write(piece);
                    }
                }
                heardAt.set(System.nanoTime());
                got.accept(file.size());
                subscription.request(1);
            } catch (IOException | RuntimeException e) {
                subscription.cancel();
                onError(e);
            }
        }

        @Override
        public void onError(Throwable cause) {
            close();
            end.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            close();
            end.complete(new byte[0]);
        }

        private void close() {
            try {
                file.close();
            } catch (IOException e) {
                end.completeExceptionally(e);
            }
        }
    }
}
