package lab.obscura.execution.supervise;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.OwnConnections;
import lab.obscura.queue.Leases;
import lab.obscura.queue.WorkerInfo;
import lab.obscura.queue.journal.RunJournal;
import lab.obscura.queue.tally.Tallies;
import lab.obscura.result.ResultStore;
import lab.obscura.result.Results;
import org.springframework.transaction.support.TransactionTemplate;

/** What a supervisor works with. */
record WorkerParts(
        WorkerInfo info,
        CardWatch cards,
        ObscuraProperties.Worker settings,
        PilotLife life,
        AttemptLauncher launcher,
        AttemptFolders folders,
        PublishedCheckpoints published,
        Leases leases,
        RunJournal journal,
        Tallies tallies,
        Results results,
        ResultStore store,
        TransactionTemplate transactions,
        OwnConnections connections,
        DiskGuard disk,
        MeterRegistry metrics,
        Clock clock) {}
