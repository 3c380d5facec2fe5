package io.inkwell.cli.generate;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Options become the JSON of a request body. */
class CompletionOptionsTests {

    /**
     * Fields without an option: the prompt is an argument, the model a setting, output
     * always streams, and fields for several clients have no use here. Of the names of a
     * form, one has an option.
     */
    private static final Set<String> WITHOUT_OPTION = Set.of("prompt", "model", "stream", "stream_options", "priority",
            "user", "cache_salt", "response_format", "structured_outputs", "guided_json", "guided_grammar");

    @Test
    void everyFieldHasAnOption() throws ClassNotFoundException {
        List<String> fields = fields(Class.forName("io.inkwell.openai.CompletionBody"))
            .filter((field) -> !WITHOUT_OPTION.contains(field))
            .toList();

        assertThat(Arrays.stream(CompletionOption.values()).map(CompletionOption::field))
            .containsExactlyInAnyOrderElementsOf(fields);
    }

    @Test
    void omitsFieldsWithoutTheirOption() {
        assertThat(body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --max-tokens 24                             | {"max_tokens":24}
            --top-p .5                                  | {"top_p":0.5}
            --top-k=40                                  | {"top_k":40}
            --presence-penalty -1.5                     | {"presence_penalty":-1.5}
            --max-tokens 1.5                            | {"max_tokens":1.5}
            --seed 9007199254740993                     | {"seed":9007199254740993}
            --n 2 --best-of 3                           | {"n":2,"best_of":3}
            --use-beam-search                           | {"use_beam_search":true}
            --no-skip-special-tokens                    | {"skip_special_tokens":false}
            --early-stopping true                       | {"early_stopping":true}
            --early-stopping never                      | {"early_stopping":"never"}
            --truncation-side right                     | {"truncation_side":"right"}
            --stop a,b                                  | {"stop":["a,b"]}
            --stop a --stop b                           | {"stop":["a","b"]}
            --bad-words one --bad-words two             | {"bad_words":["one","two"]}
            --stop-token-ids 1,2 --stop-token-ids 3     | {"stop_token_ids":[1,2,3]}
            --allowed-token-ids 7                       | {"allowed_token_ids":[7]}
            --guided-choice yes --guided-choice no      | {"guided_choice":["yes","no"]}
            --json-schema {"type":"integer"}            | {"json_schema":"{\\"type\\":\\"integer\\"}"}
            --logit-bias 5=-1.5 --logit-bias 6=2,7=+3   | {"logit_bias":{"5":-1.5,"6":2,"7":3}}
            """)
    void mapsOptionsToFields(String options, String body) {
        assertThat(body(options.split(" +"))).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({ "--top-p, half", "--stop-token-ids, '1,two'", "--logit-bias, 5=much" })
    void rejectsInvalidNumbers(String option, String value) {
        assertThatExceptionOfType(CommandLine.ParameterException.class).isThrownBy(() -> body(option, value))
            .withMessageContaining(option)
            .withMessageEndingWith("is not a number");
    }

    private static String body(String... options) {
        CommandSpec command = CommandSpec.create();
        CompletionOptions completion = new CompletionOptions();
        completion.addTo(command);
        new CommandLine(command).parseArgs(options);
        return JsonMapper.shared().writeValueAsString(completion.fields());
    }

    private static Stream<String> fields(Class<?> body) {
        return Arrays.stream(body.getRecordComponents())
            .flatMap((component) -> isUnwrapped(component) ? fields(component.getType())
                    : Stream.of(snakeCase(component.getName())));
    }

    // The annotation targets fields and methods, so the record component has none.
    private static boolean isUnwrapped(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

}
