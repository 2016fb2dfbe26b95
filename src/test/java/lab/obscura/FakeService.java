package lab.obscura;

import java.io.IOException;
import lab.obscura.execution.supervise.FakeAttempts;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/**
 * The whole service in a process of its own, with attempts that compute nothing. It has no stereotype, so that no scan of the real service
 * in a test finds it.
 */
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "lab.obscura",
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = FakeService.OfTests.class),
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Obscura.class)
        })
@Import(FakeAttempts.class)
public class FakeService {

    public static void main(String[] arguments) {
        SpringApplication.run(FakeService.class, arguments);
    }

    /** What tests bring along is not part of the service. */
    static final class OfTests implements TypeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
            return type.getResource().getURL().getPath().contains("/test-classes/");
        }
    }
}
