package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a browser fetches to show the pages, as they were built. */
@ExtendWith(ServedPages.class)
class AssetsBrowserTest {

    @Test
    void everyScriptAndStyleIsCompressedAndFetchedOnce(Visitor visitor) {
        List<Response> files = new CopyOnWriteArrayList<>();
        var underWay = new AtomicInteger();
        visitor.page.onRequest(request -> underWay.incrementAndGet());
        visitor.page.onRequestFinished(request -> underWay.decrementAndGet());
        visitor.page.onRequestFailed(request -> underWay.decrementAndGet());
        visitor.page.onResponse(response -> {
            if (response.url().contains("/assets/")) {
                files.add(response);
            }
        });
        visitor.opens("/submit");
        visitor.sees(AriaRole.HEADING, "New experiment").waitFor();
        visitor.page.waitForCondition(() -> underWay.get() == 0); // what is half here is fetched again
        assertThat(files).hasSizeGreaterThan(4).allSatisfy(file -> {
            assertThat(file.headerValue("content-encoding")).as(file.url()).isEqualTo("gzip");
            assertThat(file.headerValue("cache-control")).as(file.url()).contains("immutable");
        });
        assertThat(bytesSentFor(visitor)).isPositive();

        visitor.opens("/submit");
        visitor.sees(AriaRole.HEADING, "New experiment").waitFor();

        assertThat(bytesSentFor(visitor)).isZero();
        assertThat(visitor.mishaps()).isEmpty();
    }

    /** What the page that is open had to fetch; a file that the browser has kept counts nothing. */
    private static int bytesSentFor(Visitor visitor) {
        return (int) visitor.page.evaluate("""
                () => performance.getEntriesByType("resource")
                    .filter(({ name }) => name.includes("/assets/"))
                    .reduce((sum, { transferSize }) => sum + transferSize, 0)""");
    }
}
