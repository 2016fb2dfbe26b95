package lab.obscura.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The patience of a service with its database that application.yml says, in the place of that of the other tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            "spring.datasource.hikari.connection-timeout=700",
            "spring.datasource.hikari.validation-timeout=300"
        })
@interface OwnPatience {}
