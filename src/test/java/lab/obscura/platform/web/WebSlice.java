package lab.obscura.platform.web;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.regex.Pattern;
import lab.obscura.account.Actor;
import org.mockito.Mockito;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every controller on a real web server, without a database: what a controller needs of its own package is a mock. Tests of a package
 * ask for the mock by its type.
 */
@EnableAutoConfiguration(
        exclude = {
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            JdbcTemplateAutoConfiguration.class,
            JdbcClientAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            DataJpaRepositoriesAutoConfiguration.class
        })
@ComponentScan(
        basePackageClasses = {ApiDocument.class, Actor.class},
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {".*Test\\$.*", "lab\\.obscura\\.account\\.[a-z]+\\..*"}))
@PropertySource("classpath:web-slice.properties")
public class WebSlice {

    @Bean
    static BeanDefinitionRegistryPostProcessor controllersWithMocks() {
        return WebSlice::register;
    }

    private static void register(BeanDefinitionRegistry registry) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*InApiDocument")));
        scanner.findCandidateComponents("lab.obscura").stream()
                .filter(found -> !found.getBeanClassName().startsWith("lab.obscura.platform.web"))
                .filter(found -> !found.getBeanClassName().contains("Test$"))
                .forEach(found -> register(registry, found));
    }

    private static void register(BeanDefinitionRegistry registry, BeanDefinition found) {
        try {
            Class<?> type = Class.forName(found.getBeanClassName());
            registry.registerBeanDefinition(type.getName(), new RootBeanDefinition(type));
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            Arrays.stream(constructor.getParameterTypes())
                    .filter(needed -> !registry.containsBeanDefinition(needed.getName()))
                    .forEach(needed -> registry.registerBeanDefinition(needed.getName(), mock(needed)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> RootBeanDefinition mock(Class<?> type) {
        return new RootBeanDefinition((Class<T>) type, () -> Mockito.mock((Class<T>) type));
    }
}
