package io.inkwell.cli.train;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that {@code train} rejects before it opens a file. */
class TrainArgumentsTests {

    private final CapturedTerminal terminal = CapturedTerminal.pipes("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --batch-size=0                       | --batch-size must be from 1 to 256; given: 0
                    --accumulation=0                     | --accumulation must be from 1 to 4096; given: 0
                    --epochs=0                           | --epochs must be above 0 and at most 10000; given: 0.0
                    --epochs=NaN                         | --epochs must be above 0 and at most 10000; given: NaN
                    --max-steps=0                        | --max-steps must be from 1 to 100000000; given: 0
                    --eval-split=100                     | --eval-split must be from 0 to less than 100; given: 100.0
                    --block-size=1                       | --block-size must be at least 2; given: 1
                    --learning-rate=0                    | --learning-rate must be a finite number above 0; given: 0.0
                    --learning-rate=Infinity             | --learning-rate must be a finite number above 0; given: Infinity
                    --schedule=step                      | --schedule must be one of linear, cosine, constant; given: step
                    --warmup=-1                          | --warmup must be a number of steps, or a fraction below 1; given: -1.0
                    --warmup=1.5                         | --warmup must be a number of steps, or a fraction below 1; given: 1.5
                    --weight-decay=-1                    | --weight-decay must be a finite number of at least 0; given: -1.0
                    --max-grad-norm=-1                   | --max-grad-norm must be a finite number of at least 0; given: -1.0
                    --dropout=1                          | --dropout must be from 0 to less than 1; given: 1.0
                    --label-smoothing=1                  | --label-smoothing must be from 0 to less than 1; given: 1.0
                    --adam-beta1=1                       | --adam-beta1 must be from 0 to less than 1; given: 1.0
                    --adam-beta2=-0.1                    | --adam-beta2 must be from 0 to less than 1; given: -0.1
                    --adam-epsilon=0                     | --adam-epsilon must be a finite number above 0; given: 0.0
                    --log-steps=0                        | --log-steps must be at least 1; given: 0
                    --eval-steps=0                       | --eval-steps must be at least 1; given: 0
                    --save-steps=0                       | --save-steps must be at least 1; given: 0
                    --save-total-limit=0                 | --save-total-limit must be at least 1; given: 0
                    --patience=0                         | --patience must be at least 1; given: 0
                    --sample-tokens=-1                   | --sample-tokens must be at least 0; given: -1
                    --threads=0                          | --threads must be at least 1; given: 0
                    --device=gpu                         | --device must be auto, cpu, or a CUDA device such as cuda:0; given: gpu
                    --device=cuda:0,cuda:1               | --device must be auto, cpu, or a CUDA device such as cuda:0; given: cuda:0,cuda:1
                    --layers=2                           | --layers must be given with --from-scratch; given: 2
                    --heads=2                            | --heads must be given with --from-scratch; given: 2
                    --hidden-size=8                      | --hidden-size must be given with --from-scratch; given: 8
                    --positions=8                        | --positions must be given with --from-scratch; given: 8
                    --vocab-size=300                     | --vocab-size must be given with --from-scratch; given: 300
                    --tokenizer=x                        | --tokenizer must be given with --from-scratch; given: x
                    --from-scratch --model=m             | --model must be given without --from-scratch; given: m
                    --from-scratch --tokenizer=x --vocab-size=300 | --vocab-size must be given without --tokenizer; given: 300
                    --from-scratch --layers=0            | --layers must be from 1 to 1000; given: 0
                    --from-scratch --heads=0             | --heads must be from 1 to 256; given: 0
                    --from-scratch --heads=7             | --hidden-size must be a multiple of the 7 of --heads; given: 256
                    --from-scratch --hidden-size=0       | --hidden-size must be from 1 to 65536; given: 0
                    --from-scratch --positions=1         | --positions must be from 2 to 1048576; given: 1
                    --from-scratch --vocab-size=256      | --vocab-size must be at least 257; given: 256
                    --inkwell.threads=2                  | --inkwell.threads=2 is a setting of the service, which train does not use
                    """)
    void reportsOptionRuleAndValue(String options, String message) {
        assertThat(train(("--train-file=text.txt --output=tuned " + options).split(" +"))).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: " + message + "\n");
        assertThat(this.terminal.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --output=tuned  | --train-file is required: a .txt or .jsonl file, or a folder of such files
            --train-file=text.txt | --output is required: a folder for the trained model
            """)
    void reportsAMissingOption(String option, String message) {
        assertThat(train(option)).isEqualTo(2);

        assertThat(this.terminal.err()).isEqualTo("inkwell: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({ "--epochs, many", "--batch-size, 1.5", "--learning-rate, fast", "--seed, x" })
    void reportsTheOptionOfAnInvalidValue(String option, String value) {
        assertThat(train(option, value)).isEqualTo(2);

        assertThat(this.terminal.err()).contains(option, value, "See inkwell train --help");
    }

    @Test
    void rejectsAnOptionThatIsGivenTwice() {
        assertThat(train("--train-file=text.txt", "--output=tuned", "--epochs=2", "--batch-size=2", "--epochs", "3"))
            .isEqualTo(2);

        assertThat(this.terminal.err()).contains("option '--epochs' (<n>) should be specified only once");
    }

    @Test
    void helpGroupsTheOptions() {
        assertThat(train("--help")).isZero();

        assertThat(this.terminal.out()).contains("Default: 5% of the text")
            .containsSubsequence("--model", "--output", "--resume", "--threads", "Text", "--train-file", "--eval-file",
                    "--eval-split", "--block-size", "Length", "--epochs", "--max-steps", "--batch-size",
                    "--accumulation", "Optimization", "--learning-rate", "--schedule", "--warmup", "--weight-decay",
                    "--max-grad-norm", "--dropout", "--label-smoothing", "--adam-beta1", "--adam-beta2",
                    "--adam-epsilon", "--seed", "Reports and checkpoints", "--log-steps", "--eval-steps", "--patience",
                    "--save-steps", "--save-total-limit", "Samples", "--sample-prompt", "--sample-tokens",
                    "A new model", "--from-scratch", "--layers", "--heads", "--hidden-size", "--positions",
                    "--vocab-size", "--tokenizer");
    }

    private int train(String... options) {
        List<String> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(options));
        return TestCommands.withoutService(this.terminal).run(all.toArray(String[]::new));
    }

}
