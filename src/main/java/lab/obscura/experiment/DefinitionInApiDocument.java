package lab.obscura.experiment;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the shape of a definition into the API document; answers of several packages refer to it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DefinitionInApiDocument implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true)
                .readAll(DefinitionDocument.class)
                .forEach(document.getComponents()::addSchemas);
    }
}
