package lab.obscura.quota;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.account.SignedIn;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.usage.Usage;
import lab.obscura.queue.usage.Usages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares what accounts and projects use with what they may. Where there are no accounts there is nothing to compare. */
@Component
public class Quotas {

    private static final double HOUR = 3600;

    private final QuotaStore store;
    private final Usages usages;
    private final Audit audit;
    private final Limits ofAccounts;
    private final Duration window;

    Quotas(QuotaStore store, Usages usages, Audit audit, ObscuraProperties properties) {
        this.store = store;
        this.usages = usages;
        this.audit = audit;
        var quota = properties.quota();
        this.window = quota.window();
        this.ofAccounts = new Limits(
                properties.queue().quota(),
                quota.processorHours(),
                quota.cardHours(),
                quota.stored().toBytes());
    }

    /** Projects have no limit unless an admin sets one. */
    private static final Limits OF_PROJECTS = new Limits(0, 0, 0, 0);

    /**
     * Refuses what goes beyond a quota of the account, or of the project that it is for. To be called in the transaction that queues it, when
     * nobody else queues for the account.
     *
     * @throws Problem with the quota, what is used, what was asked for, and the way out
     */
    public void check(Actor submitter, Asked asked) {
        List<QuotaHolder> holders = holders(submitter);
        holders.stream()
                .filter(holder -> holder.kind() == QuotaHolder.Kind.PROJECT)
                .forEach(store::waitForOthersOf);
        holders.stream()
                .flatMap(holder -> lines(holder, asked).stream())
                .filter(QuotaLine::exceeded)
                .findFirst()
                .ifPresent(this::refuse);
    }

    private void refuse(QuotaLine line) {
        boolean isQueue = line.resource().equals(Resource.QUEUED_RUNS.word());
        throw new Problem(
                isQueue ? ErrorType.TOO_MANY_QUEUED : ErrorType.QUOTA_USED_UP,
                line.sentence("the last " + window.toDays() + " days"));
    }

    /** How the quotas that there are would stand after a submission; none where there are no accounts. */
    public List<QuotaLine> standing(Actor submitter, Asked asked) {
        return holders(submitter).stream()
                .flatMap(holder -> lines(holder, asked).stream())
                .filter(line -> line.limit() > 0)
                .toList();
    }

    private static List<QuotaHolder> holders(Actor submitter) {
        if (submitter.account().isEmpty()) {
            return List.of();
        }
        List<QuotaHolder> holders = new ArrayList<>();
        holders.add(new QuotaHolder(QuotaHolder.Kind.ACCOUNT, UUID.fromString(submitter.account()), submitter.name()));
        Optional.of(submitter.purpose())
                .filter(purpose -> !purpose.project().isEmpty())
                .map(purpose -> new QuotaHolder(
                        QuotaHolder.Kind.PROJECT, UUID.fromString(purpose.project()), purpose.projectName()))
                .ifPresent(holders::add);
        return holders;
    }

    private List<QuotaLine> lines(QuotaHolder holder, Asked asked) {
        return lines(holder, asked, store.held(holder), used(holder), store.set(holder));
    }

    private List<QuotaLine> lines(QuotaHolder holder, Asked asked, QuotaStore.Held held, Usage used, QuotaRequest set) {
        Limits limits = set.over(holder.kind() == QuotaHolder.Kind.ACCOUNT ? ofAccounts : OF_PROJECTS);
        return List.of(
                QuotaLine.of(
                        holder,
                        Resource.QUEUED_RUNS,
                        limits.queuedRuns(),
                        new QuotaLine.Amounts(held.queued(), 0, asked.runs())),
                QuotaLine.of(
                        holder,
                        Resource.PROCESSOR_HOURS,
                        limits.processorHours(),
                        hours(used.processorSeconds(), held.processorSeconds(), asked.processorSeconds())),
                QuotaLine.of(
                        holder,
                        Resource.CARD_HOURS,
                        limits.cardHours(),
                        hours(used.cardSeconds(), held.cardSeconds(), asked.cardSeconds())),
                QuotaLine.of(
                        holder,
                        Resource.STORED_BYTES,
                        limits.storedBytes(),
                        new QuotaLine.Amounts(held.storedBytes(), 0, 0)));
    }

    private static QuotaLine.Amounts hours(double used, double promised, double asked) {
        return new QuotaLine.Amounts(used / HOUR, promised / HOUR, asked / HOUR);
    }

    private Usage used(QuotaHolder holder) {
        return holder.kind() == QuotaHolder.Kind.ACCOUNT
                ? usages.ofAccount(holder.id(), window)
                : usages.ofProject(holder.id(), window);
    }

    private QuotaView.HolderUsage usage(QuotaHolder holder) {
        QuotaStore.Held held = store.held(holder);
        Usage used = used(holder);
        QuotaRequest set = store.set(holder);
        return new QuotaView.HolderUsage(
                holder.kind().word(),
                holder.name(),
                used,
                held.storedBytes(),
                held.queued(),
                lines(holder, Asked.NOTHING, held, used, set),
                set);
    }

    QuotaView.Own of(SignedIn who) {
        QuotaHolder account = store.find(QuotaHolder.Kind.ACCOUNT, who.name())
                .orElseThrow(() ->
                        new Problem(ErrorType.NOT_ALLOWED, "This token belongs to nobody. Make an account and log in"));
        return new QuotaView.Own(
                window.toSeconds(),
                usage(account),
                store.projectsOf(who.account()).stream().map(this::usage).toList());
    }

    QuotaView.All all() {
        return new QuotaView.All(
                window.toSeconds(),
                Stream.of(QuotaHolder.Kind.values())
                        .flatMap(kind -> store.all(kind).stream())
                        .map(this::usage)
                        .toList());
    }

    @Transactional
    QuotaView.HolderUsage set(QuotaHolder.Kind kind, String name, QuotaRequest request, Audit.Who who) {
        QuotaHolder holder = store.find(kind, name)
                .orElseThrow(() -> Problem.unknown(
                        kind == QuotaHolder.Kind.ACCOUNT ? ErrorType.UNKNOWN_ACCOUNT : ErrorType.UNKNOWN_PROJECT,
                        "No " + kind.word() + " is called",
                        name,
                        "GET /api/v1/" + kind.table() + " lists them"));
        store.set(holder, request.checked());
        audit.record(who, AuditAction.QUOTA_CHANGED, holder.toString(), request.toString());
        return usage(holder);
    }
}
