package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.platform.web.ProblemWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;

/** How long which body may be on its way. */
class WholeBodiesTest {

    private static final int BYTES = 1_600_000;
    private static final String WORKER = "Bearer a worker's";

    private final WholeBodies guarded = bodies(request -> WORKER.equals(request.getHeader("Authorization")));

    private static WholeBodies bodies(IncomingFile.SlowSenders... senders) {
        var beans = new StaticListableBeanFactory();
        for (IncomingFile.SlowSenders one : senders) {
            beans.addBean("senders", one);
        }
        ObjectProvider<IncomingFile.SlowSenders> provider = beans.getBeanProvider(IncomingFile.SlowSenders.class);
        return new WholeBodies(ProblemWriter.alone(), provider);
    }

    private static MockHttpServletRequest file(String authorization) {
        var request = new MockHttpServletRequest("PUT", "/api/v1/worker/uploads/0");
        request.setContentType("application/octet-stream");
        request.setContent(new byte[BYTES]);
        request.addHeader("Authorization", authorization);
        return request;
    }

    @Test
    void aWorkersFileHasTheTimeOfASlowLine() {
        assertThat(guarded.limits(file(WORKER))).isEqualTo(new BodyReading.Limits(2 << 20, 30_000 + BYTES / 16));
    }

    @Test
    void aStrangersFileHasTheTimeOfAnyBody() {
        assertThat(guarded.limits(file("Bearer nobody's")))
                .isEqualTo(new BodyReading.Limits(2 << 20, WholeBodies.LONGEST_MILLIS));
    }

    @Test
    void whatIsNoFileHasTheTimeOfAnyBodyWhoeverSendsIt() {
        var call = new MockHttpServletRequest("POST", "/api/v1/worker/append");
        call.setContentType("application/json");
        call.addHeader("Authorization", WORKER);

        assertThat(guarded.limits(call)).isEqualTo(new BodyReading.Limits(1 << 20, WholeBodies.LONGEST_MILLIS));
    }

    @Test
    void withoutAccountsNobodyIsAStranger() {
        assertThat(bodies().limits(file("")).millis()).isEqualTo(30_000 + BYTES / 16);
    }
}
