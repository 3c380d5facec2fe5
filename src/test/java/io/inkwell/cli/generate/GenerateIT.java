package io.inkwell.cli.generate;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.GoldenFiles;
import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code generate} in this process, compared with an HTTP service. */
@InkwellService
public class GenerateIT {

    /** Precise enough for equal requests to give equal completions in both. */
    private static final String[] FLOAT32 = { "generate", "--inkwell.precision=float32" };

    private final PrintStream out = System.out;

    private final ServiceClient service;

    GenerateIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(this.out);
    }

    @Test
    void matchesGreedyOutputOfTransformers() throws IOException {
        JsonNode golden = GoldenFiles.cases().findFirst().orElseThrow();

        CapturedTerminal terminal = generate(0, golden.path("prompt").stringValue(), "--temperature=0",
                "--max-tokens=32");

        assertThat(terminal.out())
            .isEqualTo(golden.path("greedy").path("texts").get(0).stringValue().replaceFirst("\\n?$", "\n"));
        assertThat(terminal.err()).matches("32 tokens in \\d+\\.\\d\\d s, \\d+\\.\\d tokens/s decode, seed \\d+\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --max-tokens 24 --seed 7                                  | "max_tokens": 24, "seed": 7
                    --n 2 --best-of 4 --seed 7 --top-p .9 --temperature .7    | "n": 2, "best_of": 4, "seed": 7, "top_p": 0.9, "temperature": 0.7
                    --seed 7 --logprobs 2 --echo --return-token-ids           | "seed": 7, "logprobs": 2, "echo": true, "return_token_ids": true
                    --temperature 0 --logit-bias 12=-100 --stop a,b --stop ;  | "temperature": 0, "logit_bias": {"12": -100}, "stop": ["a,b", ";"]
                    --use-beam-search --num-beams 3 --n 2 --early-stopping never | "use_beam_search": true, "num_beams": 3, "n": 2, "early_stopping": "never"
                    --penalty-alpha .6 --top-k 4                              | "penalty_alpha": 0.6, "top_k": 4
                    """)
    void matchesTheHttpResponse(String options, String fields) {
        CapturedTerminal terminal = generate(0, ("--json Ishmael " + options).split(" +"));

        JsonNode answer = JsonMapper.shared().readTree(terminal.out());
        JsonNode expected = this.service.complete("{\"prompt\": \"Ishmael\", %s}".formatted(fields));
        assertThat(terminal.out()).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(answer.path("choices")).isEqualTo(expected.path("choices"));
        assertThat(answer.path("usage")).isEqualTo(expected.path("usage"));
        assertThat(answer.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --top-p=1.5                  | "top_p": 1.5
            --max-tokens=1.5             | "max_tokens": 1.5
            --max-tokens=5000            | "max_tokens": 5000
            --logprobs=21                | "logprobs": 21
            --truncation-side=middle     | "truncation_side": "middle"
            --num-beams=2                | "num_beams": 2
            """)
    void matchesTheHttpErrors(String option, String field) {
        CapturedTerminal terminal = generate(2, "Ishmael", option);

        String message = this.service.post("{\"prompt\": \"Ishmael\", %s}".formatted(field))
            .error()
            .path("message")
            .stringValue();
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).isEqualTo("inkwell: " + message + "\n");
    }

    @Test
    void generatesUnconditionallyWithoutAPrompt() {
        JsonNode expected = this.service.complete("{\"seed\": 3}");

        assertThat(generate(0, "--seed=3").out())
            .isEqualTo(expected.path("choices").get(0).path("text").stringValue() + "\n");
    }

    @Test
    void dimsThePromptOnATerminal() {
        CapturedTerminal screen = CapturedTerminal.screen();
        CapturedTerminal pipes = generate(0, "Call me", "--seed=3", "--quiet");

        assertThat(run(screen, "Call me", "--seed=3")).isZero();

        assertThat(screen.out()).isEqualTo("\u001b[2mCall me\u001b[0m" + pipes.out());
        assertThat(screen.err()).startsWith("\u001b[2m16 tokens").endsWith("seed 3\u001b[0m\n");
    }

    @ParameterizedTest
    @CsvSource({ "--max-tokens=2 --temperature=0, false", "--max-tokens=0, true", "--max-tokens=0 --echo, false",
            "--stop=I --temperature=0, false", "--logit-bias=198=100 --max-tokens=3, true" })
    void endsWithALineBreak(String options, boolean isBlank) {
        String text = generate(0, ("Call " + options).split(" ")).out();

        assertThat(text).endsWith("\n");
        assertThat(text.isBlank()).isEqualTo(isBlank);
        if (!isBlank) {
            assertThat(text).doesNotEndWith("\n\n");
        }
    }

    @Test
    void numbersChoicesAndPrintsSearchScores() {
        CapturedTerminal terminal = generate(0, "Call me", "--use-beam-search", "--n=2", "--max-tokens=4", "--quiet");

        assertThat(terminal.out().lines()).filteredOn((line) -> line.startsWith("---"))
            .satisfiesExactly((line) -> assertThat(line).matches("--- 1, score -\\d\\.\\d{4}"),
                    (line) -> assertThat(line).matches("--- 2, score -\\d\\.\\d{4}"));
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void printsATableOfTokens() {
        List<String> lines = generate(0, "Call me", "--temperature=0", "--max-tokens=2", "--logprobs=1").out()
            .lines()
            .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(", I");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines.get(2)).matches(" +12  \",\"  +-\\d\\.\\d{4}  \",\"  -\\d\\.\\d{4}");
        assertThat(lines.get(3)).matches(" +308  \" I\" +-\\d\\.\\d{4}  \" I\"  -\\d\\.\\d{4}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --model=no/such/folder     | inkwell.model: "no/such/folder" cannot be served: there is no such folder: set a folder with a checkpoint, or the id of a model of the Hugging Face hub, owner/name
                    --model=gpt2               | inkwell.model: "gpt2" cannot be served: there is no such folder; the model of the Hugging Face hub is openai-community/gpt2
                    --inkwell.threads=many     | inkwell.threads must be a whole number; given: "many"
                    --inkwell.kv-cache.size=x  | inkwell.kv-cache.size must be a size such as 512KB, 64MB or 2GB; given: "x"
                    --inkwell.threads=-1       | inkwell.threads must be at least 0; given: -1
                    --inkwell.precision=half   | inkwell.precision must be one of auto, float32, float16, bfloat16, int8; given: "half"
                    """)
    void reportsAFailedStartInOneLine(String option, String message) {
        CapturedTerminal terminal = CapturedTerminal.pipes("");

        assertThat(TestCommands.withService(terminal).run("generate", "Call me", option)).isEqualTo(2);

        assertThat(terminal.err()).isEqualTo("inkwell: " + message + "\n");
        assertThat(terminal.out()).isEmpty();
    }

    private static CapturedTerminal generate(int exitCode, String... args) {
        CapturedTerminal terminal = CapturedTerminal.pipes("");
        assertThat(run(terminal, args)).as(terminal.err()).isEqualTo(exitCode);
        return terminal;
    }

    private static int run(CapturedTerminal terminal, String... args) {
        String[] all = new String[FLOAT32.length + args.length];
        System.arraycopy(FLOAT32, 0, all, 0, FLOAT32.length);
        System.arraycopy(args, 0, all, FLOAT32.length, args.length);
        return TestCommands.withService(terminal).run(all);
    }

}
