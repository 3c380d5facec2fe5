package io.inkwell.grammar.schema;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.OutputForms;
import io.inkwell.grammar.RandomTexts;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.grammar.mask.Vocabulary;
import io.inkwell.tokenizer.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

/** Draws random tokens of GPT-2 with random schemas. */
class RandomSchemaIT {

    /** More by hand: {@code -Dschema-pairs=1000}. */
    private static final int NUM_PAIRS = Integer.getInteger("schema-pairs", 200);

    @Test
    void everyCompleteTextIsValid() throws Exception {
        try (Tokenizer gpt2 = Tokenizer.open(Path.of("src/test/resources/gpt2-tokenizer"))) {
            OutputForms forms = OutputForms.of(() -> Vocabulary.of(gpt2.vocabularySize(),
                    (id) -> gpt2.table().isSpecial(id) ? new byte[0] : gpt2.table().bytes(id)));
            RandomSchemas schemas = new RandomSchemas(11);
            RandomTexts texts = new RandomTexts(gpt2, 12);
            int numComplete = 0;
            for (int i = 0; i < NUM_PAIRS; i++) {
                JsonNode schema = schemas.next();
                TokenConstraint constraint = forms
                    .compile(new RequestedForm("guided_json", OutputForm.JsonSchema.of(schema, false)));
                Optional<String> text = texts.next(constraint);
                text.ifPresent(new Validator(schema)::assertValid);
                numComplete += text.isPresent() ? 1 : 0;
            }
            assertThat(numComplete).isGreaterThan(NUM_PAIRS * 3 / 4);
        }
    }

}
