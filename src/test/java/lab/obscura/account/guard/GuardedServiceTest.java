package lab.obscura.account.guard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ServiceTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** The whole service with accounts, on a database of its own, without a worker. All such tests share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "obscura.worker.enabled=false",
            "obscura.home=target/guarded-service",
            "obscura.data.directory=target/guarded-service-data",
            "obscura.checkpoint.largest=12MB",
            "obscura.auth=local"
        })
@ContextConfiguration(initializers = ServiceTest.OwnDatabase.class)
public @interface GuardedServiceTest {}
