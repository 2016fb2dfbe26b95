package lab.obscura.run;

import static lab.obscura.platform.web.ErrorType.TOO_MANY_CONNECTIONS;
import static lab.obscura.platform.web.ErrorType.UNKNOWN_RUN;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lab.obscura.platform.web.Refuses;
import lab.obscura.platform.web.edge.OpenAnswer;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/runs/{id}/events")
@Tag(name = "Runs")
final class RunEventsController {

    private final RunStreams streams;

    RunEventsController(RunStreams streams) {
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamRun",
            summary = "Server-sent events: state, progress, curve points, log lines",
            description =
                    "id: counts up per run and resumes the stream when sent back as Last-Event-ID. The stream ends when the run is over.")
    @ApiResponse(
            responseCode = "200",
            description = "event: state | progress | point | log, with this in data:",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                EventViews.State.class,
                                                EventViews.Progress.class,
                                                EventViews.Point.class,
                                                EventViews.Log.class
                                            })))
    @ApiResponse(
            responseCode = "204",
            description = "The run is over and everything was told: do not reconnect",
            content = @Content)
    @Refuses({UNKNOWN_RUN, TOO_MANY_CONNECTIONS})
    void events(
            @Parameter(description = "An id, or latest", example = "latest") @PathVariable String id,
            @Parameter(description = "Number of the last event that was received")
                    @RequestHeader(name = "Last-Event-ID", defaultValue = "0")
                    long lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        if (!streams.open(id, lastEventId, request.getRemoteAddr(), () -> OpenAnswer.open(request, response))) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
