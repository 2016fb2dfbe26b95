package lab.obscura.execution.supervise;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.execution.checkpoints.PublishedCheckpoints;
import lab.obscura.execution.child.FakeChild;
import lab.obscura.execution.launch.AttemptLauncher;
import lab.obscura.execution.launch.ChildCommand;
import lab.obscura.execution.launch.ProcessLauncher;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.pilot.SelfCheck;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.Arguments;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.queue.WorkerId;
import lab.obscura.queue.WorkerInfo;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A {@link BareWorker} for tests that kill it. Unless a program is named its attempts are those of {@link FakeChild}, in threads.
 */
public final class WorkerProcessMain {

    private static final Set<String> OPTIONS = Set.of(
            "url", "user", "password", "home", "name", "slots", "lease", "heartbeat", "poll", "program", "server");

    private WorkerProcessMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Arguments read = Arguments.read(arguments, OPTIONS);
        ObscuraProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "obscura.home", read.required("home"),
                        "obscura.worker.slots", read.option("slots", "2"),
                        "obscura.worker.heartbeat", read.option("heartbeat", "300ms"),
                        "obscura.worker.lease", read.option("lease", "3s"),
                        "obscura.worker.poll", read.option("poll", "1s"),
                        "obscura.worker.heap", "512MB")))
                .bindOrCreate("obscura", ObscuraProperties.class);
        QueueLink link = link(read);
        var info = new WorkerInfo(
                WorkerId.random(),
                read.required("name"),
                ProcessHandle.current().pid(),
                properties.worker().slots(),
                SlotResources.ofThisMachine(properties.worker()),
                "test");
        var worker = new BareWorker(
                info, properties, link, launcher(properties, read.option("program", "")), PublishedCheckpoints.none());
        worker.serve(SelfCheck.ofThisProcess(properties, link), () -> {});
    }

    /** Over HTTP where a service is named. */
    private static QueueLink link(Arguments read) {
        String server = read.option("server", "");
        if (!server.isEmpty()) {
            return new RemoteLink(new ServiceClient(URI.create(server), () -> "", ProgramVersion.text()));
        }
        return BareWorker.link(read.required("url"), read.required("user"), read.required("password"), 4, 1000);
    }

    /** @param program words of a command that starts a child; empty for attempts in threads */
    private static AttemptLauncher launcher(ObscuraProperties properties, String program) {
        return program.isEmpty()
                ? new InProcessLauncher(FakeChild::compute)
                : new ProcessLauncher(new ChildCommand(properties, List.of(program.split(" "))));
    }
}
