package lab.obscura.account;

import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets every controller take an {@link Actor}, and the API document show the header that names it. */
@Configuration(proxyBeanMethods = false)
class ActorsOfRequests implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
    }

    private final ObjectProvider<KnownNames> accounts;

    ActorsOfRequests(ObjectProvider<KnownNames> accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorResolver(name -> accounts.stream().findFirst().flatMap(known -> known.find(name))));
    }

    @Bean
    static OperationCustomizer headerOfActors() {
        return (operation, handler) -> takesActor(handler) ? operation.addParametersItem(header()) : operation;
    }

    private static boolean takesActor(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType().equals(Actor.class));
    }

    private static HeaderParameter header() {
        var name = new StringSchema();
        name.setDefault(Actor.ANONYMOUS.name());
        var header = new HeaderParameter();
        header.name(ActorResolver.HEADER)
                .description("Who asks, where the service runs without accounts. With accounts: for whom an admin acts")
                .required(false)
                .example("ada")
                .schema(name);
        return header;
    }
}
