package lab.obscura.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.platform.settings.ClusterSettings;
import lab.obscura.platform.settings.DataSettings;
import lab.obscura.platform.settings.NotificationSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set under {@code obscura.*}.
 *
 * @param home where the service keeps its own files: PostgreSQL, attempts, checkpoints
 * @param scratch a folder on this host's own disk, for what is written while attempts run; without a word {@code home}
 * @param allowedHosts names under which the service may be asked for
 * @param auth how people prove who they are
 * @param cluster how a batch system starts workers
 * @param notifications where the service may send messages
 */
@ConfigurationProperties("obscura")
public record ObscuraProperties(
        @DefaultValue(".obscura") Path home,
        @DefaultValue("") String scratch,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> allowedHosts,
        @DefaultValue("off") AuthMode auth,
        @DefaultValue Accounts accounts,
        @DefaultValue NotificationSettings notifications,
        @DefaultValue Web web,
        @DefaultValue DataSettings data,
        @DefaultValue Queue queue,
        @DefaultValue Quota quota,
        @DefaultValue Disk disk,
        @DefaultValue Retention retention,
        @DefaultValue CheckpointSettings checkpoint,
        @DefaultValue Worker worker,
        @DefaultValue ClusterSettings cluster) {

    public ObscuraProperties {
        allowedHosts = List.copyOf(allowedHosts);
        scratch = scratch.isEmpty() ? home.toString() : scratch;
        if (checkpoint.store() == CheckpointSettings.Store.NONE
                && !worker.isRemote()
                && !Path.of(scratch).equals(home)) {
            throw new IllegalArgumentException(
                    "obscura.checkpoint.store must be folder or s3 where obscura.scratch is set,"
                            + " was none: checkpoints would lie where no other host and no later worker finds them");
        }
    }

    /** How people prove who they are. */
    public enum AuthMode {
        /** Nobody is asked; only for a service that its own machine alone can reach. */
        OFF,
        /** By a password of this service. */
        LOCAL,
        /** By a proxy in front that names them in a header. */
        PROXY,
        /** By a provider of OpenID Connect. */
        OIDC;

        /** What the environment says, before anything else is read; empty when it is none of these. */
        public static Optional<AuthMode> of(Environment environment) {
            String said = environment.getProperty("obscura.auth", "off").strip();
            String word = said.equalsIgnoreCase("false") ? "off" : said; // as YAML reads a bare off
            return Stream.of(values())
                    .filter(mode -> mode.name().equalsIgnoreCase(word))
                    .findFirst();
        }

        public boolean hasAccounts() {
            return this != OFF;
        }
    }

    /**
     * What holds for accounts, in every mode but {@code off}.
     *
     * @param anonymousRead whether who is not logged in may read
     * @param idle how long a session lives without a request
     * @param longest how long a session lives at all
     * @param auditKept how long the audit keeps its months
     * @param proxyHeader in which a proxy names who asks, in mode {@code proxy}
     * @param proxyPeers addresses of proxies whose header is believed
     * @param oidc the provider, in mode {@code oidc}
     */
    public record Accounts(
            @DefaultValue("false") boolean anonymousRead,
            @DefaultValue("12h") Duration idle,
            @DefaultValue("7d") Duration longest,
            @DefaultValue("400d") Duration auditKept,
            @DefaultValue("X-Forwarded-User") String proxyHeader,
            @DefaultValue({}) List<String> proxyPeers,
            @DefaultValue Oidc oidc) {

        private static final Duration SHORTEST_AUDIT = Duration.ofDays(31);

        public Accounts {
            proxyPeers = List.copyOf(proxyPeers);
            if (idle.isNegative() || idle.isZero() || longest.compareTo(idle) < 0) {
                throw new IllegalArgumentException("obscura.accounts.idle must be above 0s and at most"
                        + " obscura.accounts.longest, were " + idle.toMinutes() + "m and " + longest.toMinutes() + "m");
            }
            if (auditKept.compareTo(SHORTEST_AUDIT) < 0) {
                throw new IllegalArgumentException(
                        "obscura.accounts.audit-kept must be at least 31d, was " + auditKept.toDays() + "d");
            }
        }
    }

    /**
     * Who asks people for their proof, and what they may do by their groups there. Without groups here an admin says what each may do.
     *
     * @param issuer address of the provider; its discovery document lies below
     * @param clientId under which the provider knows this service
     * @param clientSecret the service's own proof
     * @param groupsClaim where the provider lists the groups of a person
     * @param admins groups whose members are admins
     * @param submitters groups whose members submit
     */
    public record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("groups") String groupsClaim,
            @DefaultValue({}) List<String> admins,
            @DefaultValue({}) List<String> submitters) {

        public Oidc {
            admins = List.copyOf(admins);
            submitters = List.copyOf(submitters);
        }

        /** Whether groups of the provider say what people may do. */
        public boolean mapsRoles() {
            return !admins.isEmpty() || !submitters.isEmpty();
        }

        /** Never in a log. */
        @Override
        public String toString() {
            return "Oidc[issuer=" + issuer + ", clientId=" + clientId + "]";
        }
    }

    /**
     * What one client address may have of the service; behind a proxy all clients have the proxy's.
     *
     * @param connectionsPerAddress connections at a time
     * @param streamsPerAddress open streams of events at a time
     */
    public record Web(
            @DefaultValue("2000") int connectionsPerAddress,
            @DefaultValue("100") int streamsPerAddress) {

        public Web {
            if (connectionsPerAddress < 1 || streamsPerAddress < 1) {
                throw new IllegalArgumentException(
                        "obscura.web.connections-per-address and obscura.web.streams-per-address must be 1 or more, were "
                                + connectionsPerAddress + " and " + streamsPerAddress);
            }
        }
    }

    /** @param quota how many runs of one submitter may wait */
    public record Queue(@DefaultValue("10000") int quota) {

        public Queue {
            if (quota < 1) {
                throw new IllegalArgumentException("obscura.queue.quota must be 1 or more, was " + quota);
            }
        }
    }

    /**
     * What every account may use, unless an admin says something else of it; 0 is no limit. Without accounts nothing of it holds.
     *
     * @param window for how long hours count
     * @param processorHours of all threads, within the window
     * @param cardHours within the window
     * @param stored results of its runs
     */
    public record Quota(
            @DefaultValue("30d") Duration window,
            @DefaultValue("0") double processorHours,
            @DefaultValue("0") double cardHours,
            @DefaultValue("0B") DataSize stored) {

        public Quota {
            if (window.compareTo(Duration.ofDays(1)) < 0 || window.compareTo(Duration.ofDays(366)) > 0) {
                throw new IllegalArgumentException(
                        "obscura.quota.window must be between 1d and 366d, was " + window.toHours() + "h");
            }
            if (!(processorHours >= 0 && cardHours >= 0) || stored.isNegative()) {
                throw new IllegalArgumentException("obscura.quota.processor-hours, card-hours and stored must be 0"
                        + " (no limit) or more, were " + processorHours + ", " + cardHours + " and " + stored);
            }
        }
    }

    /**
     * @param leastFree share of the disk under {@code obscura.home} that must be free for new runs, and for running ones to continue
     * @param trainedNetworks bytes of the networks that are kept so that nobody trains them again; 0 keeps none
     */
    public record Disk(
            @DefaultValue("0.05") double leastFree,
            @DefaultValue("10GB") DataSize trainedNetworks) {

        public Disk {
            if (!(leastFree >= 0 && leastFree < 1)) {
                throw new IllegalArgumentException(
                        "obscura.disk.least-free must be a share from 0 to below 1, was " + leastFree);
            }
        }
    }

    /**
     * What becomes of old runs by itself; what is pinned stays.
     *
     * @param archive which runs lists leave out
     * @param delete which runs go for good
     * @param progress how long after the end of a run its stream of events still has progress and points; 0 keeps them for ever
     */
    public record Retention(
            @DefaultValue Rule archive,
            @DefaultValue Rule delete,
            @DefaultValue("1d") Duration progress) {

        public Retention {
            if (progress.isNegative()) {
                throw new IllegalArgumentException("obscura.retention.progress must be from 0d, was "
                        + progress.toDays() + "d. 0d keeps progress and points for ever");
            }
        }
    }

    /**
     * Which runs are old.
     *
     * @param after how long ago they have ended; 0 switches the rule off
     * @param states those that it holds for: FAILED, CANCELLED, SUCCEEDED
     */
    public record Rule(
            @DefaultValue("0d") Duration after,
            @DefaultValue({"FAILED", "CANCELLED"}) List<String> states) {

        private static final Set<String> ENDS = Set.of("FAILED", "CANCELLED", "SUCCEEDED");

        public Rule {
            states = List.copyOf(states);
            if (after.isNegative() || !ENDS.containsAll(states)) {
                throw new IllegalArgumentException(
                        "A rule under obscura.retention must have after from 0d and states of"
                                + " FAILED, CANCELLED and SUCCEEDED, was " + after.toDays() + "d and " + states);
            }
        }

        public boolean isOn() {
            return !after.isZero();
        }
    }

    /**
     * How attempts are executed.
     *
     * @param enabled whether this process executes runs at all
     * @param slots attempts at once
     * @param threads processor threads per attempt; 0 shares the cores among the slots
     * @param heap of the child process
     * @param offHeap native memory of the child process
     * @param gpuMemory of the card that the slots share; negative: what its driver says; 0: this worker uses none
     * @param lease how long a run belongs to a worker of which nothing is heard; at least six heartbeats
     * @param heartbeat how often a worker says that it is there, and asks for stop requests
     * @param poll how often it looks for work when nothing wakes it
     * @param cancelGrace how long a cancelled attempt may take to end by itself
     * @param longestOutage how long a training continues without the database
     * @param drainTimeout how long running attempts may go on when the service stops
     * @param releaseGrace how long an attempt may take to its next checkpoint when its worker ends
     * @param exitWhenIdle how long a worker stays that has nothing to do; 0 for ever. One that does not stay for ever is a pilot
     * @param endsAt when the batch system ends this worker: an instant, or seconds since 1970; empty: what Slurm says, else never
     * @param endMargin how long before that it claims nothing more and gives back what it has
     * @param minClaim how much time must be left for a run that will not be finished in it
     * @param sharedCheckpoints whether workers on other hosts see the checkpoints of this one
     * @param engine who started it, slurm or kubernetes; empty: what the environment says
     * @param job what it is called there; empty: what the environment says
     * @param pool which settings of the cluster it was started with
     * @param server address of the service, as in {@code https://obscura.lab}: the worker reaches its queue over HTTPS and needs no database;
     *     empty: it reaches the database itself
     * @param tokenFile where the token lies that a worker shows to the server
     */
    public record Worker(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1") int slots,
            @DefaultValue("0") int threads,
            @DefaultValue("1GB") DataSize heap,
            @DefaultValue("6GB") DataSize offHeap,
            @DefaultValue("-1B") DataSize gpuMemory,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("2s") Duration heartbeat,
            @DefaultValue("1s") Duration poll,
            @DefaultValue("3s") Duration cancelGrace,
            @DefaultValue("10m") Duration longestOutage,
            @DefaultValue("0s") Duration drainTimeout,
            @DefaultValue("3s") Duration releaseGrace,
            @DefaultValue("0s") Duration exitWhenIdle,
            @DefaultValue("") String endsAt,
            @DefaultValue("2m") Duration endMargin,
            @DefaultValue("5m") Duration minClaim,
            @DefaultValue("true") boolean sharedCheckpoints,
            @DefaultValue("") String engine,
            @DefaultValue("") String job,
            @DefaultValue("") String pool,
            @DefaultValue("") String server,
            @DefaultValue("") String tokenFile) {

        public Worker {
            if (slots < 1 || slots > 256) {
                throw new IllegalArgumentException("obscura.worker.slots must be between 1 and 256, was " + slots
                        + ". To execute nothing here set obscura.worker.enabled=false");
            }
            if (lease.compareTo(heartbeat.multipliedBy(6)) < 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "obscura.worker.lease must be at least six heartbeats (%s), was %s",
                        heartbeat.multipliedBy(6),
                        lease));
            }
            if (exitWhenIdle.isNegative() || endMargin.isNegative() || minClaim.isNegative()) {
                throw new IllegalArgumentException(
                        "obscura.worker.exit-when-idle, end-margin and min-claim must be 0s or more, were "
                                + exitWhenIdle + ", " + endMargin + " and " + minClaim);
            }
        }

        /** Whether it reaches its queue through a service instead of the database. */
        public boolean isRemote() {
            return !server.isBlank();
        }

        /** Whether it ends by itself when it has nothing to do. */
        public boolean isPilot() {
            return !exitWhenIdle.isZero();
        }
    }

    /** Where the attempts of runs keep their files while they run. */
    public Path attempts() {
        return Path.of(scratch).resolve("attempts");
    }

    /** Where checkpoints are written, and lie until their run has succeeded. */
    public Path checkpoints() {
        return Path.of(scratch).resolve("checkpoints");
    }

    /** Where the store {@code folder} keeps checkpoints for every host. */
    public Path published() {
        return checkpoint.folder().isEmpty() ? home.resolve("published") : Path.of(checkpoint.folder());
    }

    /** Networks that were trained here. */
    public Path trained() {
        return home.resolve("trained");
    }

    /** What can be found out again: listings of data sets. */
    public Path cache() {
        return home.resolve("datasets");
    }
}
