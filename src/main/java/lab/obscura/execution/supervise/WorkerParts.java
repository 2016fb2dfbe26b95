package lab.obscura.execution.supervise;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import lab.obscura.execution.card.CardWatch;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.datasets.DataDelivery;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.PilotLife;
import lab.obscura.platform.DiskGuard;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.queue.WorkerInfo;

/** What a supervisor works with. */
record WorkerParts(
        WorkerInfo info,
        CardWatch cards,
        ObscuraProperties.Worker settings,
        PilotLife life,
        AttemptLauncher launcher,
        AttemptFolders folders,
        PublishedCheckpoints published,
        DataDelivery data,
        QueueLink queue,
        DiskGuard disk,
        MeterRegistry metrics,
        Clock clock) {}
