package io.inkwell.cli.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;
import io.inkwell.model.adapter.LoraConfig;
import io.inkwell.model.adapter.LoraTarget;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.tokenizer.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code train} with an adapter, and {@code merge}, in this process. */
class TrainAdapterIT {

    private static final Path TEXT = Path.of("docs/adapters.md");

    private final PrintStream out = System.out;

    @TempDir
    private Path folder;

    private Path text;

    private Path output;

    @BeforeEach
    void copyTheText() throws IOException {
        this.text = Files.copy(TEXT, this.folder.resolve("adapters.txt"));
        this.output = this.folder.resolve("adapter");
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(this.out);
    }

    @Test
    void trainsAnAdapterThatMergesIntoAModel() throws IOException {
        String[] options = { "--lora-rank=2", "--lora-alpha=16", "--lora-targets=c_attn,mlp.c_proj", "--max-steps=3",
                "--block-size=32", "--learning-rate=1e-3", "--sample-tokens=2", "--sample-prompt=An adapter" };

        CapturedTerminal terminal = train(0, options);

        LoraConfig config = LoraConfig.read(this.output);
        assertThat(config.targets()).containsExactly(LoraTarget.ATTENTION_INPUT, LoraTarget.MLP_OUTPUT);
        assertThat(config.scale()).isEqualTo(8);
        assertThat(this.output.resolve("adapter_model.safetensors")).isRegularFile();
        assertThat(this.output.resolve("model.safetensors")).doesNotExist();
        assertThat(terminal.out()).contains("\"An adapter\", greedy", "  before", "  after",
                "adapter       " + this.output,
                "merge it      java -jar inkwell.jar merge embedded " + this.output + " OUTPUT");

        Path merged = this.folder.resolve("merged");
        assertThat(merge(0, "embedded", merged).out()).isEqualTo("wrote " + merged + "\n");
        try (Checkpoint checkpoint = Checkpoint.open(merged); Tokenizer tokenizer = Tokenizer.open(merged)) {
            assertThat(tokenizer.vocabularySize()).isEqualTo(checkpoint.config().vocabSize());
        }
        assertThat(merge(2, "embedded", merged).err())
            .contains("OUTPUT must be a new or empty folder; given: " + merged);
    }

    @Test
    void resumedRunFindsTheBaseModelOfTheFirst() throws IOException {
        List<String> options = List.of("--lora-rank=2", "--max-steps=2", "--block-size=32", "--sample-tokens=0");
        train(0, options.toArray(String[]::new));
        List<String> again = new ArrayList<>(options);
        again.add("--resume");

        assertThat(train(0, again.toArray(String[]::new)).out())
            .isEqualTo("nothing left to do: " + this.output + " has all 2 steps\n");
        again.set(0, "--lora-rank=3");
        assertThat(train(2, again.toArray(String[]::new)).err())
            .contains("--lora-rank must be 2 as in the run that is resumed; given: 3");
        again.remove(0);
        assertThat(train(2, again.toArray(String[]::new)).err())
            .contains("--lora-rank must be 2 as in the run that is resumed; given: none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    --lora-rank=0                            | --lora-rank must be from 1 to 4096; given: 0
                    --lora-alpha=4                           | --lora-alpha must be given with --lora-rank; given: 4.0
                    --lora-rslora                            | --lora-rslora must be given with --lora-rank; given: true
                    --lora-rank=2 --lora-dropout=1           | --lora-dropout must be from 0 to less than 1; given: 1.0
                    --lora-rank=2 --lora-targets=c_attn,wte  | --lora-targets must be a list of attn.c_attn, attn.c_proj, mlp.c_fc and mlp.c_proj; given: wte
                    --lora-rank=2 --from-scratch             | --lora-rank must be absent with --from-scratch, because an adapter needs a trained model; given: 2
                    """)
    void reportsOptionsThatAreNotValid(String options, String message) {
        assertThat(train(2, options.split(" ")).err().lines().reduce((first, last) -> last).orElseThrow())
            .isEqualTo("inkwell: " + message);
        assertThat(this.output).doesNotExist();
    }

    private CapturedTerminal train(int exitCode, String... options) {
        List<String> all = new ArrayList<>(List.of("train", "--train-file=" + this.text, "--output=" + this.output));
        all.addAll(List.of(options));
        return run(exitCode, all);
    }

    private CapturedTerminal merge(int exitCode, String base, Path merged) {
        return run(exitCode, List.of("merge", base, this.output.toString(), merged.toString()));
    }

    private static CapturedTerminal run(int exitCode, List<String> arguments) {
        CapturedTerminal terminal = CapturedTerminal.pipes("");
        assertThat(TestCommands.withService(terminal).run(arguments.toArray(String[]::new))).as(terminal.err())
            .isEqualTo(exitCode);
        return terminal;
    }

}
