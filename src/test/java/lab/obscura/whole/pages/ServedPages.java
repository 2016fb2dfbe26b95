package lab.obscura.whole.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.Obscura;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.execution.supervise.BriefAttempts;
import lab.obscura.whole.FurnishedHome;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * One real service for all browser tests of a JVM, and a new {@link Visitor} in front of it for each. Surefire executes every class by itself,
 * so a store of JUnit's would end with the class, and the service would start again for the next.
 */
final class ServedPages implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(ServedPages.class);

    private static Service service;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                ServedPages.class.getResource("/static/index.html") != null,
                "The pages were not built (-DskipFrontend)");
        assumeTrue(Visitor.hasBrowser(), "There is no /usr/bin/chromium: apt-get install chromium");
        service();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(OWN).put(Visitor.class, service().visitor());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getStore(OWN).remove(Visitor.class, Visitor.class).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitor.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OWN).get(Visitor.class, Visitor.class);
    }

    private static synchronized Service service() {
        if (service == null) {
            service = Service.start();
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        }
        return service;
    }

    /** Service and browser; they end with the JVM. */
    private record Service(
            ConfigurableApplicationContext application, Path home, Playwright playwright, Browser chromium) {

        static Service start() {
            try {
                Path home = Files.createTempDirectory("obscura-pages");
                Path data = home.resolve("sets");
                writeSets(data);
                FurnishedHome.at(home);
                var application = SpringApplication.run(
                        new Class<?>[] {Obscura.class, BriefAttempts.class},
                        new String[] {"--server.port=0", "--obscura.home=" + home, "--obscura.data.directory=" + data});
                Playwright playwright = Visitor.playwright();
                return new Service(application, home, playwright, Visitor.chromium(playwright));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** One that says everything of itself, and one that cannot be used. */
        private static void writeSets(Path data) throws IOException {
            Path hands = data.resolve("hands");
            for (int image = 0; image < 4; image++) {
                String place = (image < 2 ? "train/" : "test/") + (image % 2 == 0 ? "left" : "right") + "/0.png";
                DataFiles.write(hands.resolve(place), DataFiles.grayPng(8, 8, 50 * image));
            }
            Files.writeString(hands.resolve("dataset.json"), """
                    {"title": "Hands of our laboratory", "license": "CC BY 4.0", "citation": "A. Person, Hands, 2020",
                     "normalization": {"mean": [0.5], "standardDeviation": [0.25]}}""");
            DataFiles.write(data.resolve("torn/train/a/0.png"), new byte[] {1, 2, 3});
        }

        Visitor visitor() {
            return new Visitor(
                    chromium,
                    ((WebServerApplicationContext) application).getWebServer().getPort());
        }

        void close() {
            playwright.close();
            application.close();
            try {
                FileSystemUtils.deleteRecursively(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
