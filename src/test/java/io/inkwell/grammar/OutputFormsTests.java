package io.inkwell.grammar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.mask.Vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

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

    @Test
    void aCallIsANameAndArgumentsOfItsOwnSchema() {
        GrammarText calls = GrammarText.of(new OutputForm.FunctionCall(Map.of("get", schemaOf("""
                {"$ref": "#/$defs/a", "$defs": {"a": {"enum": [1, 2]}}}"""), "get_all", schemaOf("""
                {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"const": null}}}"""))));

        assertThat(List.of("get 1", "get 2", "get_all {}", "get_all {\"a\": null}")).allMatch(calls::accepts);
        assertThat(List.of("get", "get ", "get {}", "get  1", "get_all 1", "get_all {\"a\": 1}", "1", ""))
            .noneMatch(calls::accepts);
    }

    @Test
    void errorNamesTheFunction() {
        OutputForm call = new OutputForm.FunctionCall(
                Map.of("get", schemaOf("{\"properties\": {\"a\": {\"not\": {}}}}")));

        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.forms.compile(new RequestedForm("tools", call)))
            .withMessage("tools: function get: the keyword not is not supported, at #/properties/a");
    }

    @Test
    void warmUpReadsTheVocabularyOnce() {
        AtomicInteger reads = new AtomicInteger();
        OutputForms cold = OutputForms.of(() -> {
            reads.incrementAndGet();
            return Vocabulary.of(256, (id) -> new byte[] { (byte) id });
        });

        cold.warmUp();
        cold.compile(new RequestedForm("json_schema", schemaOf("{\"type\": \"boolean\"}")));

        assertThat(reads).hasValue(1);
    }

    @Test
    void noFormIsKnownWhileTheVocabularyIsRead() {
        RequestedForm form = new RequestedForm("json_schema", schemaOf("{\"type\": \"boolean\"}"));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        OutputForms cold = OutputForms.of(() -> {
            reading.countDown();
            awaitEnd(end);
            return Vocabulary.of(256, (id) -> new byte[] { (byte) id });
        });
        CompletableFuture<Void> warmUp = CompletableFuture.runAsync(cold::warmUp);
        awaitEnd(reading);

        assertThat(cold.find(form)).isEmpty();

        end.countDown();
        warmUp.join();
        cold.compile(form);
        assertThat(cold.find(form)).isPresent();
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void aSchemaThatIsNotJsonNamesThePlace() {
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> this.forms
                .compile(new RequestedForm("format", new OutputForm.JsonSchema("{\n  \"a\": }", false))))
            .withMessage("format: the form is not valid JSON: line 2, column 8");
    }

    @Test
    void anInterruptEndsCompilation() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(
                    () -> this.forms.compile(new RequestedForm("json_schema", schemaOf("{\"type\": \"boolean\"}"))));
        }
        finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void warmUpSkipsAVocabularyThatIsNotSupported() {
        assertThatNoException().isThrownBy(OutputForms.unsupported()::warmUp);
    }

    private static OutputForm.JsonSchema schemaOf(String schema) {
        return OutputForm.JsonSchema.of(new JsonMapper().readTree(schema), false);
    }

    /** The text that a form of a schema starts with, up to the first choice. */
    private String schema(String schema) {
        TokenConstraint.State state = this.forms.compile(new RequestedForm("json_schema", schemaOf(schema))).begin();
        StringBuilder text = new StringBuilder();
        for (int id = state.forced(); id >= 0; id = state.forced()) {
            text.append(new String(new byte[] { (byte) id }, StandardCharsets.US_ASCII));
            state = state.after(id);
        }
        return text.toString();
    }

}
