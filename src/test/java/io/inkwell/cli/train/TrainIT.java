package io.inkwell.cli.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.cli.TestCommands;
import io.inkwell.cli.terminal.CapturedTerminal;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code train} in this process, on a page of the documentation. */
class TrainIT {

    private static final Path TEXT = Path.of("docs/operations.md");

    private final PrintStream out = System.out;

    @TempDir
    private Path folder;

    private Path text;

    private Path output;

    @BeforeEach
    void copyTheText() throws IOException {
        this.text = Files.copy(TEXT, this.folder.resolve("operations.txt"));
        this.output = this.folder.resolve("tuned");
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(this.out);
    }

    @Test
    void tunesTheEmbeddedModelWhichThenServes() throws IOException {
        CapturedTerminal terminal = train(0, "--model=default", "--max-steps=20", "--learning-rate=1e-3",
                "--block-size=64", "--log-steps=5", "--eval-steps=10", "--sample-tokens=4",
                "--sample-prompt=The service");

        assertThat(names(this.output)).contains("config.json", "tokenizer.json", "model.safetensors", "metrics.csv",
                "loss.html", "checkpoint-20");
        List<List<String>> rows = rows();
        assertThat(rows.stream().filter((row) -> !row.get(2).isEmpty()).map((row) -> row.get(0))).containsExactly("5",
                "10", "15", "20");
        List<Double> perplexities = rows.stream()
            .filter((row) -> row.get(2).isEmpty())
            .map((row) -> Double.valueOf(row.get(8)))
            .toList();
        assertThat(perplexities).hasSize(3);
        assertThat(perplexities.get(2)).isLessThan(perplexities.get(1)).isLessThan(0.8 * perplexities.get(0));
        assertThat(Files.readString(this.output.resolve("loss.html"))).contains("\"label\":\"evaluation\"",
                "\"The service\"", "\"greedy\"");
        assertThat(terminal.out()).contains("\"The service\", greedy", "  before", "  after", "perplexity  ", " -> ",
                "serve it      java -jar inkwell.jar serve " + this.output);
        assertThat(terminal.err()).contains("20 steps", "step 10/20", "evaluation loss", "saved " + this.output);

        CapturedTerminal generated = CapturedTerminal.pipes("");
        assertThat(TestCommands.withService(generated)
            .run("generate", "The service", "--model=" + this.output, "--max-tokens=8", "--quiet")).as(generated.err())
            .isZero();
        assertThat(generated.out()).isNotBlank();
    }

    @Test
    void trainsANewModelWithItsOwnTokenizer() throws IOException {
        CapturedTerminal terminal = train(0, "--from-scratch", "--layers=1", "--heads=2", "--hidden-size=32",
                "--positions=32", "--vocab-size=300", "--max-steps=30", "--learning-rate=0.01", "--log-steps=10",
                "--eval-steps=15", "--sample-tokens=4");

        assertThat(Files.readString(this.output.resolve("config.json"))).contains("\"n_layer\" : 1",
                "\"vocab_size\" : 300");
        List<String> losses = rows().stream().map((row) -> row.get(7)).filter((loss) -> !loss.isEmpty()).toList();
        // The loss of random weights is that of guessing.
        assertThat(Double.parseDouble(losses.get(0))).isBetween(Math.log(300) - 0.2, Math.log(300) + 0.2);
        assertThat(Double.parseDouble(losses.get(2))).isLessThan(Math.log(300) - 1);
        assertThat(terminal.out()).contains("  after").doesNotContain("  before");
    }

    @Test
    void resumedRunThatIsCompleteChangesNothing() throws IOException {
        String[] options = { "--max-steps=2", "--block-size=16", "--eval-steps=1", "--log-steps=1",
                "--sample-tokens=2" };
        train(0, options);
        List<String> files = List.of("loss.html", "model.safetensors", "metrics.csv");
        List<byte[]> before = contents(files);

        CapturedTerminal terminal = train(0,
                Stream.concat(Stream.of(options), Stream.of("--resume")).toArray(String[]::new));

        assertThat(terminal.out()).isEqualTo("nothing left to do: " + this.output + " has all 2 steps\n");
        assertThat(contents(files)).usingElementComparator(Arrays::compare).isEqualTo(before);
    }

    @Test
    void newModelCanHaveAnExistingTokenizer() throws IOException {
        train(0, "--from-scratch", "--tokenizer=embedded", "--layers=1", "--heads=1", "--hidden-size=8",
                "--positions=16", "--max-steps=1", "--sample-tokens=0");

        assertThat(Files.readString(this.output.resolve("config.json"))).contains("\"vocab_size\" : 4096");
        assertThat(this.output.resolve("tokenizer.json")).isRegularFile();
    }

    @Test
    void lossThatIsNotFiniteEndsTheRun() {
        // The warm-up starts with the rate 0, so only the second step destroys the
        // weights.
        CapturedTerminal terminal = train(1, "--max-steps=20", "--learning-rate=1e30", "--max-grad-norm=0",
                "--warmup=2", "--block-size=16", "--save-steps=1");

        assertThat(terminal.err().lines().reduce((first, last) -> last).orElseThrow())
            .matches("inkwell: training diverged: after step 2 the loss is not finite, or more than twice that of a "
                    + "model that guesses\\. The last checkpoint is .*/checkpoint-1\\. "
                    + "Start a new run with another --output, from the same model or with --model .*/checkpoint-1, "
                    + "with a --learning-rate smaller than 1.00e\\+30");
    }

    @Test
    void runWithoutACheckpointLeavesAFolderForTheNextOne() throws IOException {
        CapturedTerminal terminal = train(1, "--max-steps=20", "--learning-rate=1e30", "--max-grad-norm=0",
                "--block-size=16");

        assertThat(terminal.err()).contains("There is no checkpoint. Start a new run, with a --learning-rate");
        assertThat(names(this.output)).containsExactly(".lock");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    --train-file=no.txt                      | 1 | no.txt: there is no such file or folder
                    --train-file=pom.xml                     | 1 | pom.xml: the name of a text must end with .txt or .jsonl
                    --eval-file=no.txt                 | 1 | no.txt: there is no such file or folder
                    --block-size=513                   | 2 | --block-size must be at most 512, the context of the model; given: 513
                    --model=src                        | 2 | --model: "src" is not a model
                    --model=no-model                   | 2 | --model: "no-model" is not a model: there is no such folder
                    --output=src                       | 2 | --output must be a new or empty folder
                    --output=pom.xml                   | 2 | --output must be a folder; given: pom.xml
                    --resume                           | 2 | --output must be the folder of the run that is resumed
                    --resume --output=src              | 2 | --output must be a folder with a whole checkpoint to resume from
                    --patience=1 --eval-split=0        | 2 | --patience needs evaluations
                    --device=cuda:9999                 | 2 | --device must be a device that PyTorch can use, cpu
                    --from-scratch --tokenizer=no-model | 2 | --tokenizer: "no-model" is not a model: there is no such folder
                    """)
    void reportsWhatCannotBeTrained(String options, int exitCode, String message) {
        CapturedTerminal terminal = train(exitCode, options.split(" +"));

        assertThat(terminal.err().lines().reduce((first, last) -> last).orElseThrow())
            .startsWith("inkwell: " + message);
        assertThat(terminal.out()).isEmpty();
        assertThat(Path.of("src/.lock")).doesNotExist();
    }

    @Test
    void namesARowThatIsNotValid() throws IOException {
        Path rows = Files.writeString(this.folder.resolve("rows.jsonl"), "{\"text\": \"a\"}\n{\"txt\": \"b\"}\n");

        assertThat(train(1, "--train-file=" + rows).err()).contains("rows.jsonl: line 2 must have either \"text\"");
    }

    /** Adds a text and an output unless they are given. */
    private CapturedTerminal train(int exitCode, String... options) {
        CapturedTerminal terminal = CapturedTerminal.pipes("");
        List<String> all = new ArrayList<>(List.of("train"));
        List<String> given = Arrays.asList(options);
        if (given.stream().noneMatch((each) -> each.startsWith("--train-file="))) {
            all.add("--train-file=" + this.text);
        }
        if (given.stream().noneMatch((each) -> each.startsWith("--output="))) {
            all.add("--output=" + this.output);
        }
        all.addAll(given);
        assertThat(TestCommands.withService(terminal).run(all.toArray(String[]::new))).as(terminal.err())
            .isEqualTo(exitCode);
        return terminal;
    }

    private List<List<String>> rows() throws IOException {
        return Files.readAllLines(this.output.resolve("metrics.csv"))
            .stream()
            .skip(1)
            .map((row) -> Arrays.asList(row.split(",", -1)))
            .toList();
    }

    private List<byte[]> contents(List<String> names) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (String name : names) {
            contents.add(Files.readAllBytes(this.output.resolve(name)));
        }
        return contents;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map((file) -> file.getFileName().toString()).toList();
        }
    }

}
