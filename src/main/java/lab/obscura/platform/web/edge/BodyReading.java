package lab.obscura.platform.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;

/** One body on its way into memory. */
final class BodyReading implements BodyArrival.Receiver {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Budget budget;
    private final Limits limits;
    private final Consumer<byte[]> whole;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** How many bytes a body may have, and how long it may be on its way. */
    record Limits(int bytes, long millis) {}

    /** @param whole takes the body; afterwards the request goes through the filters again */
    BodyReading(
            HttpServletRequest request,
            HttpServletResponse response,
            Budget budget,
            Limits limits,
            Consumer<byte[]> whole) {
        this.request = request;
        this.response = response;
        this.budget = budget;
        this.limits = limits;
        this.whole = whole;
    }

    @Override
    public void take(byte[] chunk, int length) {
        if (body.size() + length > limits.bytes()) {
            throw WholeBodies.tooLarge();
        }
        if (!budget.take(length)) {
            throw new Problem(
                    ErrorType.UNAVAILABLE, "The service is reading too many bodies at once. Try again in a moment");
        }
        body.write(chunk, 0, length);
    }

    @Override
    public BodyArrival.Next whole() {
        whole.accept(body.toByteArray());
        return BodyArrival.Next.DISPATCH;
    }

    @Override
    public Problem tooSlow() {
        return new Problem(
                ErrorType.SLOW_REQUEST,
                "The body was not whole within " + (limits.millis() / 1000 + 2)
                        + " seconds. Send it without pauses, or less");
    }

    /** Whoever sent malformed chunks may still be there. */
    @Override
    public void broken() {
        try {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } catch (IOException | IllegalStateException gone) {
            HangUp.of(request).now();
        }
    }

    @Override
    public void forget() {
        budget.give(body.size());
    }
}
