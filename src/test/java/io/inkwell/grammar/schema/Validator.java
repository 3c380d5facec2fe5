package io.inkwell.grammar.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Validates JSON against a schema, formats included, with a library. */
public final class Validator {

    private final JsonNode schema;

    private final Schema compiled;

    public Validator(JsonNode schema) {
        this.schema = schema;
        this.compiled = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                    (registry) -> registry
                        .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
            .getSchema(schema);
    }

    public void assertValid(String text) {
        JsonNode value = JsonMapper.shared().readTree(text);
        assertThat(this.compiled.validate(value)).as("%s for %s", text, this.schema).isEmpty();
    }

}
