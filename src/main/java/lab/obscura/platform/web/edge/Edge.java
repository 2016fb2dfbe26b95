package lab.obscura.platform.web.edge;

import java.util.List;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.web.ProblemWriter;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the parts of this package where Tomcat and Spring look for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObscuraProperties.class)
class Edge {

    @Bean
    AllowedHosts allowedHosts(ObscuraProperties properties) {
        return new AllowedHosts(properties.allowedHosts());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedTomcat(ObscuraProperties properties) {
        return tomcat -> {
            tomcat.setProtocol(BoundedProtocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> ((BoundedProtocol) connector.getProtocolHandler())
                    .setConnectionsPerAddress(properties.web().connectionsPerAddress()));
            tomcat.addEngineValves(new EveryAnswer());
            tomcat.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReports.class.getName()));
        };
    }

    @Bean
    WebMvcConfigurer knownParametersOnly(ProblemWriter problems) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new IncomingFile.Resolver(problems));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
            }
        };
    }
}
