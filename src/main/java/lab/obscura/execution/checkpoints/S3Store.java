package lab.obscura.execution.checkpoints;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.obscura.platform.CheckpointSettings;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of an object store. It speaks what every such store understands: no checksums of Amazon's own, buckets in the path. */
final class S3Store implements CheckpointStore, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);
    /** Who takes a file slower than this is as good as away. */
    private static final long SLOWEST_BYTES_PER_MILLI = 16;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    S3Store(CheckpointSettings.S3 settings) {
        this.client = client(settings);
        this.bucket = settings.bucket();
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix().replaceAll("^/+|/+$", "") + "/";
    }

    private static S3Client client(CheckpointSettings.S3 settings) {
        var builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(limits -> limits.apiCallTimeout(LONGEST_CALL))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build());
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }

    @Override
    public List<String> list(String folder) {
        return asked(
                "listed",
                folder,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        list -> list.bucket(bucket).prefix(prefix + folder + "/"))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(key -> key.substring(prefix.length()))
                                .sorted()
                                .toList());
    }

    @Override
    public Set<String> runs() {
        return asked(
                "listed",
                prefix,
                () -> client
                        .listObjectsV2Paginator(
                                list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
                        .commonPrefixes()
                        .stream()
                        .map(folder ->
                                folder.prefix().substring(prefix.length()).replace("/", ""))
                        .collect(Collectors.toSet()));
    }

    @Override
    public long bytes() {
        return asked(
                "listed",
                prefix,
                () -> client.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                        .mapToLong(S3Object::size)
                        .sum());
    }

    @Override
    public boolean fetch(String key, Path target) {
        Optional<StoredFile> file = open(key);
        if (file.isEmpty()) {
            return false;
        }
        try (InputStream content = file.get().content()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException | SdkException e) {
            throw new StoreException(
                    "The checkpoint " + key + " in bucket " + bucket + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The limit of a call ends with the first byte of its answer: behind that only a silence does. */
    @Override
    public Optional<StoredFile> open(String key) {
        return asked("read", key, () -> {
            try {
                ResponseInputStream<GetObjectResponse> content =
                        client.getObject(get -> get.bucket(bucket).key(prefix + key));
                return Optional.of(new StoredFile(content, content.response().contentLength(), false));
            } catch (NoSuchKeyException missing) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(String key, Path file) {
        Duration longest = LONGEST_CALL.plusMillis(LocalFiles.size(file) / SLOWEST_BYTES_PER_MILLI);
        asked(
                "written",
                key,
                () -> client.putObject(
                        put -> put.bucket(bucket)
                                .key(prefix + key)
                                .overrideConfiguration(limits -> limits.apiCallTimeout(longest)),
                        RequestBody.fromFile(file)));
    }

    @Override
    public void delete(String key) {
        asked(
                "removed",
                key,
                () -> client.deleteObject(delete -> delete.bucket(bucket).key(prefix + key)));
    }

    private <T> T asked(String what, String key, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StoreException(
                    "The checkpoint " + key + " in bucket " + bucket + " cannot be " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
