package lab.obscura.whole;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
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
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;

    private final Playwright playwright;
    private final String service;
    private final List<String> mishaps = new CopyOnWriteArrayList<>();
    final Page page;

    Visitor(int port) {
        service = "http://localhost:" + port;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(WIDTH, HEIGHT));
        page.setDefaultTimeout(Duration.ofSeconds(60).toMillis());
        page.onPageError(mishaps::add);
        page.onRequest(request -> {
            String scheme = URI.create(request.url()).getScheme();
            if (!request.url().startsWith(service) && !List.of("data", "blob").contains(scheme)) {
                mishaps.add("asks another host: " + request.url());
            }
        });
    }

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Errors of the page's program, and requests to other hosts. */
    List<String> mishaps() {
        return List.copyOf(mishaps);
    }

    void opens(String path) {
        page.navigate(service + path);
    }

    Locator sees(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void presses(AriaRole role, String name) {
        sees(role, name).first().click();
    }

    void fills(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    void waitsFor(String text, Duration atMost) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true))
                .first()
                .waitFor(new Locator.WaitForOptions().setTimeout(atMost.toMillis()));
    }

    void takesAPicture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
