package lab.obscura.execution.checkpoints;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.obscura.platform.CheckpointSettings;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of an object store. It speaks what every such store understands: no checksums of Amazon's own, buckets in the path. */
final class S3Store implements CheckpointStore, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

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
        return asked("read", key, () -> {
            try {
                client.getObject(
                        get -> get.bucket(bucket).key(prefix + key), ResponseTransformer.toFile(emptied(target)));
                return true;
            } catch (NoSuchKeyException missing) {
                return false;
            }
        });
    }

    @Override
    public void write(String key, Path file) {
        asked(
                "written",
                key,
                () -> client.putObject(put -> put.bucket(bucket).key(prefix + key), RequestBody.fromFile(file)));
    }

    @Override
    public void delete(String key) {
        asked(
                "removed",
                key,
                () -> client.deleteObject(delete -> delete.bucket(bucket).key(prefix + key)));
    }

    /** The client refuses to write over a file. */
    private static Path emptied(Path target) {
        LocalFiles.delete(target);
        return target;
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
