package lab.obscura.remote;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.execution.remote.WorkerCalls;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.IncomingFile;
import lab.obscura.queue.Written;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The calls of {@link lab.obscura.execution.remote.RemoteLink}. For the program itself, in the same version: people have the rest of the API. */
@Hidden
@RestController
@RequestMapping(path = "/api/v1/worker", produces = MediaType.APPLICATION_JSON_VALUE)
final class WorkerController {

    /** A worker of this version says everything: what lacks a part is from somebody else. */
    private static final JsonMapper WHOLE = WorkerCalls.JSON
            .rebuild()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final WorkerDesk desk;
    private final QueueLink queue;
    private final UploadedFiles uploads;

    WorkerController(WorkerDesk desk, UploadedFiles uploads) {
        this.desk = desk;
        this.queue = desk.queue();
        this.uploads = uploads;
    }

    @PostMapping("/check")
    byte[] check(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Check.class, check -> new WorkerCalls.Checked(queue.problem()));
    }

    @PostMapping("/register")
    byte[] register(@RequestBody byte[] body) {
        return answer(
                body,
                WorkerCalls.Register.class,
                call -> new WorkerCalls.Registered(queue.register(call.worker(), call.cards(), call.prospect())));
    }

    @PostMapping("/remove")
    byte[] remove(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Remove.class, call -> {
            queue.remove(call.worker());
            return new WorkerCalls.Done();
        });
    }

    @PostMapping("/tell")
    byte[] tell(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Tell.class, call -> {
            queue.tell(call.pilot(), call.news());
            return new WorkerCalls.Done();
        });
    }

    @PostMapping("/claim")
    byte[] claim(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Ask.class, desk::claim);
    }

    @PostMapping("/heartbeat")
    byte[] heartbeat(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Beat.class, desk::heartbeat);
    }

    @PostMapping("/append")
    byte[] append(@RequestBody byte[] body) {
        return written(body, WorkerCalls.Append.class, call -> queue.append(call.claim(), call.batch()));
    }

    @PostMapping("/used")
    byte[] used(@RequestBody byte[] body) {
        return written(body, WorkerCalls.Used.class, call -> queue.used(call.claim(), call.used()));
    }

    @PostMapping("/show")
    byte[] show(@RequestBody byte[] body) {
        return written(body, WorkerCalls.Show.class, desk::show);
    }

    @PostMapping("/curves")
    byte[] curves(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Curves.class, call -> new WorkerCalls.Drawn(queue.curves(call.run())));
    }

    @PostMapping("/succeed")
    byte[] succeed(@RequestBody byte[] body) {
        return written(body, WorkerCalls.Succeed.class, desk::succeed);
    }

    @PostMapping("/end")
    byte[] end(@RequestBody byte[] body) {
        return written(body, WorkerCalls.End.class, call -> queue.end(call.claim(), call.ending()));
    }

    @PostMapping("/known")
    byte[] known(@RequestBody byte[] body) {
        return answer(body, WorkerCalls.Known.class, desk::known);
    }

    @PutMapping("/uploads/{upload}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void upload(@PathVariable UUID upload, IncomingFile file) throws IOException {
        uploads.receive(upload, file);
    }

    private static <T> byte[] written(byte[] body, Class<T> type, Function<T, Written> work) {
        return answer(body, type, call -> new WorkerCalls.Answered(work.apply(call)));
    }

    private static <T> byte[] answer(byte[] body, Class<T> type, Function<T, Object> work) {
        T call = read(body, type)
                .orElseThrow(() -> new Problem(
                        ErrorType.INVALID_REQUEST,
                        "The body is no call of a worker. This address is for the program with the header "
                                + ServiceClient.VERSION_HEADER));
        return WorkerCalls.JSON.writeValueAsBytes(work.apply(call));
    }

    private static <T> Optional<T> read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(WHOLE.readValue(body, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
