package io.inkwell.bench;

import java.util.Optional;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of {@code GET /v1/models}. */
record ModelListing(String body) {

    /** The model of that name, or the first one if no name is given. */
    Optional<ServedModel> find(@Nullable String name) {
        return StreamSupport.stream(models().spliterator(), false)
            .filter((model) -> model.path("id").isString())
            .filter((model) -> name == null || model.path("id").stringValue().equals(name))
            .findFirst()
            .map(ModelListing::read);
    }

    private JsonNode models() {
        try {
            return JsonMapper.shared().readTree(this.body).path("data");
        }
        catch (JacksonException ex) {
            return JsonMapper.shared().createArrayNode();
        }
    }

    private static ServedModel read(JsonNode model) {
        JsonNode length = model.path("max_model_len");
        return new ServedModel(model.path("id").stringValue(), length.isInt() ? length.intValue() : null);
    }

}
