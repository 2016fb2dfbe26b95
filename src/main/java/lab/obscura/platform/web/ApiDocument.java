package lab.obscura.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/** What the API document says beyond what stands at the controllers: title, error types, which fields are always there. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final List<ErrorType> ALWAYS = List.of(
            ErrorType.INVALID_REQUEST,
            ErrorType.NOT_LOGGED_IN,
            ErrorType.NOT_ALLOWED,
            ErrorType.FOREIGN_REQUEST,
            ErrorType.INTERNAL,
            ErrorType.UNAVAILABLE);
    private static final List<ErrorType> WITH_BODY = List.of(
            ErrorType.MALFORMED_JSON,
            ErrorType.SLOW_REQUEST,
            ErrorType.BODY_TOO_LARGE,
            ErrorType.UNSUPPORTED_MEDIA_TYPE);

    private static final String TOKEN = "token";

    /** What people send may leave fields out; what the service answers never does. */
    private static final List<String> REQUESTS = List.of(
            "Definition",
            "RunPatch",
            "RunBulkRequest",
            "ExperimentPatch",
            "Pause",
            "LoginRequest",
            "PasswordRequest",
            "TokenRequest",
            "AccountRequest",
            "AccountPatch",
            "ProjectRequest",
            "ProjectPatch",
            "QuotaRequest");

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Obscura")
                        .version("1")
                        .description(
                                "Experiments about model inversion in collaborative inference: post a definition, watch its"
                                        + " runs, compare what attackers rebuild. Names are camelCase, fractions lie in [0,1], times are"
                                        + " ISO-8601 UTC. Errors are problem details; docs/errors.md explains each type.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(TOKEN, token()))
                .security(List.of(new SecurityRequirement().addList(TOKEN), new SecurityRequirement()));
    }

    /** What the button Authorize of Swagger UI asks for; without accounts nothing is needed. */
    private static SecurityScheme token() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token of the page Account, obs_…; only where obscura.auth is not off");
    }

    @Bean
    OperationCustomizer errorTypes() {
        return (operation, handler) -> {
            List<ErrorType> refused = refused(operation, handler).distinct().toList();
            Prerequisites.tell(operation, refused);
            Map<Integer, List<ErrorType>> byStatus = refused.stream()
                    .collect(Collectors.groupingBy(ErrorType::status, TreeMap::new, Collectors.toList()));
            byStatus.forEach((status, types) -> operation.getResponses().put("" + status, response(types)));
            return operation;
        };
    }

    private static Stream<ErrorType> refused(Operation operation, HandlerMethod handler) {
        Stream<ErrorType> own = Optional.ofNullable(handler.getMethodAnnotation(Refuses.class)).stream()
                .flatMap(refuses -> Arrays.stream(refuses.value()));
        Stream<ErrorType> body = operation.getRequestBody() == null ? Stream.of() : WITH_BODY.stream();
        return Stream.of(ALWAYS.stream(), body, own).flatMap(types -> types);
    }

    private static ApiResponse response(List<ErrorType> types) {
        String meaning =
                types.stream().map(type -> type.uri() + ": " + type.meaning()).collect(Collectors.joining(" "));
        return new ApiResponse()
                .description(meaning)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }

    @Bean
    OpenApiCustomizer whatIsAlwaysThere() {
        return document -> {
            io.swagger.v3.core.converter.ModelConverters.getInstance(true)
                    .readAll(ProblemView.class)
                    .forEach(document.getComponents()::addSchemas);
            document.getComponents().getSchemas().forEach((name, schema) -> {
                plainReferences(schema);
                if (REQUESTS.stream().noneMatch(name::startsWith)) {
                    allRequired(schema);
                }
            });
        };
    }

    /** A reference beside other words means both at once; what is meant is the reference, or the reference or null. */
    private static void plainReferences(Schema<?> schema) {
        Optional.ofNullable(schema.getProperties()).orElse(Map.of()).replaceAll((name, property) -> {
            if (property.get$ref() == null) {
                return property;
            }
            Schema<?> reference = new Schema<>().$ref(property.get$ref());
            boolean nullable =
                    Optional.ofNullable(property.getTypes()).orElse(Set.of()).contains("null");
            return nullable
                    ? new JsonSchema().oneOf(List.of(reference, new JsonSchema().types(Set.of("null"))))
                    : reference;
        });
    }

    private static void allRequired(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.setRequired(schema.getProperties().keySet().stream().sorted().toList());
        }
    }
}
