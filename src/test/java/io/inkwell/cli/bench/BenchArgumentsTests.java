package io.inkwell.cli.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.cli.Commands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that {@code bench} rejects before sending requests. */
class BenchArgumentsTests {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --requests=0                         | --requests must be at least 1; given: 0
                    --warmup=-1                          | --warmup must be at least 0; given: -1
                    --concurrency=0                      | --concurrency must be at least 1; given: 0
                    --rate=0                             | --rate must be above 0 and at most 1000000000; given: 0.0
                    --rate=1 --max-concurrency=0         | --max-concurrency must be at least 1; given: 0
                    --rate=1 --concurrency=4             | --concurrency must not be given with --rate
                    --max-concurrency=4                  | --max-concurrency must not be given without --rate
                    --vocabulary-size=0                  | --vocabulary-size must be at least 1; given: 0
                    --prompts=no.txt --prompt-tokens=8   | --prompt-tokens must not be given with --prompts
                    --prompts=no.txt --prefix-tokens=8   | --prefix-tokens must not be given with --prompts
                    --prompts=no.txt --vocabulary-size=9 | --vocabulary-size must not be given with --prompts
                    --prefix-tokens=65                   | --prefix-tokens must be from 0 to the 64 of the shortest --prompt-tokens; given: 65
                    --url=localhost:8080                 | --url must be an address such as http://localhost:8080; given: localhost:8080
                    --timeout=0                          | --timeout must be at least 1; given: 0
                    --offline --url=http://localhost     | --url cannot be combined with --offline
                    --offline --api-key=secret           | --api-key cannot be combined with --offline
                    --model=m --extra-body=[1]           | --extra-body must be a JSON object; given: [1]
                    --model=m --extra-body=null          | --extra-body must be a JSON object; given: null
                    --offline --extra-body={             | --extra-body must be a JSON object; given: {
                    --inkwell.precision=int8             | --inkwell.precision=int8 is a setting of the model in this process and requires --offline
                    --goodput=ttft                       | --goodput must be limits in milliseconds, such as ttft:1000,itl:200, of ttft, tpot, itl and e2el; given: ttft
                    --sweep --soak=5s                    | --sweep must be given without --soak; given: true
                    --goodput=itl:200 --soak=5s          | --goodput must be given without --soak; given: itl:200
                    --sweep --concurrency=4              | --concurrency must not be given with --sweep
                    --sweep-page=x.html                  | --sweep-page must be given with --sweep; given: x.html
                    --sweep --sweep-page=/no/x.html      | --sweep-page must be a file in a writable folder; given: /no/x.html
                    --json=no/such/folder/figures.json   | --json must be a file in a writable folder; given: no/such/folder/figures.json
                    """)
    void reportsOptionRuleAndValue(String options, String message) {
        assertThat(bench(options.split(" +"))).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: " + message + "\n");
        assertThat(this.terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "--prompt-tokens, 9..3", "--output-tokens, many", "--rate, often", "--seed, x" })
    void reportsTheOptionOfAnInvalidValue(String option, String value) {
        assertThat(bench(option, value)).isEqualTo(2);

        assertThat(this.terminal.err()).contains(option, value, "See inkwell bench --help");
    }

    @Test
    void missingServerIsAFailure() {
        // The discard service, which is never running.
        assertThat(bench("--url", "http://localhost:9")).isEqualTo(1);

        assertThat(this.terminal.err()).startsWith("inkwell: ").contains("localhost").hasLineCount(1);
    }

    @Test
    void helpListsEveryOption() {
        assertThat(bench("--help")).isZero();

        assertThat(this.terminal.out()).contains("--url", "--api-key", "--timeout", "--offline", "--model",
                "--temperature", "--[no-]ignore-eos", "--extra-body", "--requests", "--warmup", "--concurrency",
                "--rate", "--max-concurrency", "--prompt-tokens", "--prefix-tokens", "--output-tokens",
                "--vocabulary-size", "--prompts", "--seed", "--goodput", "--sweep", "--json");
    }

    private int bench(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "bench";
        System.arraycopy(options, 0, all, 1, options.length);
        return new Commands((settings) -> {
            throw new AssertionError("unexpected start of a server");
        }, BenchArgumentsTests.class, this.terminal.terminal()).run(all);
    }

}
