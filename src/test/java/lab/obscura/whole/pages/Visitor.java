package lab.obscura.whole.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person with the system's Chromium in front of the pages, and a list of everything that went wrong meanwhile. */
final class Visitor implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /** Installed with the other packages of the pages. */
    private static final Path AXE = Path.of("frontend/node_modules/axe-core/axe.min.js");

    /** For whatever a page is to show soon. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;

    private final String service;
    private final List<String> mishaps = new CopyOnWriteArrayList<>();
    private final List<Integer> expected = new CopyOnWriteArrayList<>();
    private final BrowserContext browser;
    final Page page;

    Visitor(Browser chromium, int port) {
        service = "http://localhost:" + port;
        browser = chromium.newContext(new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT));
        browser.setDefaultTimeout(PATIENCE.toMillis());
        browser.onWebError(error -> mishaps.add(error.error()));
        browser.onRequest(request -> {
            String scheme = URI.create(request.url()).getScheme();
            if (!request.url().startsWith(service) && !List.of("data", "blob").contains(scheme)) {
                mishaps.add("asks another host: " + request.url());
            }
        });
        browser.onResponse(response -> {
            if (response.status() >= 400 && !expected.contains(response.status())) {
                mishaps.add(response.status() + " for " + response.request().method() + " " + response.url());
            }
        });
        page = browser.newPage();
    }

    /** What drives the system's Chromium; both end when it is closed. */
    static Playwright playwright() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser chromium(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Errors of the page's program, requests to other hosts, and everything that the service refused unexpectedly. */
    List<String> mishaps() {
        return List.copyOf(mishaps);
    }

    /** This status belongs to what is tried. */
    void expects(int status) {
        expected.add(status);
    }

    void opens(String path) {
        page.navigate(service + path);
    }

    /** A further tab of the same browser. */
    Page opensBeside(String path) {
        Page tab = browser.newPage();
        tab.navigate(service + path);
        return tab;
    }

    /** From now on nothing that any tab asks for arrives. */
    void losesTheService() {
        browser.route("**/*", Route::abort);
    }

    void findsTheServiceAgain() {
        browser.unroute("**/*");
    }

    /** Queues a definition past the pages, and answers the first run's id. */
    String queues(String definition) {
        return (String) page.evaluate("""
                async (definition) => {
                    const answer = await fetch("/api/v1/experiments", {
                        method: "POST", headers: {"Content-Type": "application/json"}, body: definition});
                    return (await answer.json()).runs[0].id;
                }""", definition);
    }

    /** Queues a study past the pages. */
    void queuesStudy(String study) {
        page.evaluate("""
                async (study) => {
                    const answer = await fetch("/api/v1/studies", {
                        method: "POST", headers: {"Content-Type": "application/json"}, body: study});
                    if (!answer.ok) throw new Error(await answer.text());
                }""", study);
    }

    /** Until everything that the page shows at first is there; streams never idle. */
    void waitsForThePage() {
        page.getByRole(AriaRole.HEADING).first().waitFor();
        page.waitForFunction("() => !document.querySelector('.mantine-Skeleton-root')");
    }

    /** A call of the API without a body. */
    void posts(String path) {
        page.evaluate("""
                async path => {
                    const answer = await fetch(path, {method: 'POST'});
                    if (!answer.ok) throw new Error(path + " was answered " + answer.status);
                }""", path);
    }

    void cancelsEverything() {
        page.evaluate("""
                async () => {
                    for (const state of ["QUEUED", "RUNNING"]) {
                        const { runs } = await (await fetch("/api/v1/runs?state=" + state)).json();
                        await Promise.all(runs.map(({ id }) => fetch(`/api/v1/runs/${id}/cancel`, { method: "POST" })));
                    }
                }""");
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .first();
    }

    Locator sees(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void presses(AriaRole role, String name) {
        sees(role, name).first().click();
    }

    void fills(String label, String text) {
        field(label).fill(text);
    }

    void waitsFor(String text, Duration atMost) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(atMost.toMillis()));
    }

    /** What axe finds on the page as it is when nothing fades in or out any more, if it is serious. */
    List<String> barriers() {
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var found = (List<?>) page.evaluate("""
                async () => {
                  const brief = document.getAnimations().filter(({ effect, playState }) =>
                    playState === "running" && Number.isFinite(effect.getComputedTiming().endTime));
                  const tooLong = new Promise(resolve => setTimeout(resolve, 5_000));
                  await Promise.race([tooLong, Promise.allSettled(brief.map(({ finished }) => finished))]);
                  return (await axe.run({ resultTypes: ["violations"] })).violations
                    .filter(({ impact }) => ["serious", "critical"].includes(impact))
                    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`));
                }""");
        return found.stream().map(String::valueOf).toList();
    }

    void takesAPicture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        browser.close();
    }
}
