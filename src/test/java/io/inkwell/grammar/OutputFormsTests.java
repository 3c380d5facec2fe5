package io.inkwell.grammar;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.grammar.mask.Vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

class OutputFormsTests {

    private final OutputForms forms = OutputForms
        .of(() -> Vocabulary.of(256, (id) -> (id > 0) ? new byte[] { (byte) id } : new byte[0]));

    @Test
    void propertiesInAnotherOrderAreAnotherForm() {
        String first = schema("{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\",\"b\"]}");
        String second = schema("{\"type\":\"object\",\"properties\":{\"b\":{},\"a\":{}},\"required\":[\"a\",\"b\"]}");

        assertThat(first).isEqualTo("{\"a\":");
        assertThat(second).isEqualTo("{\"b\":");
    }

    /** The text that a form of a schema starts with, up to the first choice. */
    private String schema(String schema) {
        OutputForm form = OutputForm.JsonSchema.of(new JsonMapper().readTree(schema), false);
        TokenConstraint.State state = this.forms.compile(new RequestedForm("json_schema", form)).begin();
        StringBuilder text = new StringBuilder();
        for (int id = state.forced(); id >= 0; id = state.forced()) {
            text.append(new String(new byte[] { (byte) id }, StandardCharsets.US_ASCII));
            state = state.after(id);
        }
        return text.toString();
    }

}
