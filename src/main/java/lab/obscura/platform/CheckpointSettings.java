package lab.obscura.platform;

import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where checkpoints lie for every host.
 *
 * @param store what keeps them
 * @param interval how often those of a run are published while it runs; they are in any case when its attempt ends
 * @param folder of the store {@code folder}; empty: {@code published} under {@code obscura.home}
 * @param largest file that the service takes from a worker that reaches nothing else
 * @param s3 the store {@code s3}
 */
public record CheckpointSettings(
        @DefaultValue("none") Store store,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("") String folder,
        @DefaultValue("4GB") DataSize largest,
        @DefaultValue S3 s3) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** What keeps published checkpoints. */
    public enum Store {
        /** Nothing: they stay where they are written. */
        NONE,
        /** A folder that every host sees. */
        FOLDER,
        /** A bucket of an object store that speaks S3. */
        S3
    }

    /**
     * A bucket. Who asks is found as every program of AWS finds it: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials.
     *
     * @param endpoint address of an object store that is not Amazon's; empty: Amazon's
     * @param region as the store names it
     * @param bucket that exists already
     * @param prefix of every key, so that a bucket can have other contents beside
     */
    public record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String bucket,
            @DefaultValue("obscura/checkpoints") String prefix) {}

    public CheckpointSettings {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "obscura.checkpoint.interval must be at least 1s, was %s", interval));
        }
        if (store == Store.S3 && s3.bucket().isEmpty()) {
            throw new IllegalArgumentException("obscura.checkpoint.s3.bucket must name a bucket where"
                    + " obscura.checkpoint.store is s3, was empty. Make one in the object store and name it");
        }
    }
}
