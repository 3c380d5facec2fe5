package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.inkwell.chat.TemplateSource;
import io.inkwell.cli.local.CommandLog;
import io.inkwell.cli.local.LocalService;
import io.inkwell.cli.local.ServiceOptions;
import io.inkwell.cli.terminal.DownloadBar;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.error.ServiceException;
import io.inkwell.hub.HubProgress;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.program.DjlRuntime;
import io.inkwell.registry.ModelFolder;
import io.inkwell.registry.ModelSource;
import io.inkwell.training.MergedModel;
import io.inkwell.training.RunModel;
import io.inkwell.training.Trainer;
import io.inkwell.training.TrainingOptions;

/** Trains a model on text. */
@Command(name = "train", description = "Fine-tune a model on text, or train a new one.", sortOptions = false,
        sortSynopsis = false, abbreviateSynopsis = true, mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        footer = { "", "Examples:", "  java -jar inkwell.jar train --train-file novel.txt --output tuned",
                "  java -jar inkwell.jar train --from-scratch --train-file novels --output small", "",
                "The folder then has a model for serve and for transformers, metrics.csv and loss.html. "
                        + "Ctrl-C saves a checkpoint and ends the run; --resume continues it. "
                        + "docs/training.md explains the options and the formats of the text." })
public final class TrainCommand implements Callable<Integer> {

    private static final String DEFAULT_MODEL = "default";

    private final LocalService service;

    private final List<String> settings;

    private final Terminal terminal;

    @Option(names = "--model", paramLabel = "<model>",
            description = "Folder with a GPT-2 checkpoint, or the id of a model of the Hugging Face hub. "
                    + "Default: the embedded model.")
    private @Nullable String model;

    @Option(names = "--output", paramLabel = "<folder>",
            description = "Folder for the trained model, checkpoints and figures; new or empty. Required.")
    private @Nullable Path output;

    @Option(names = "--resume", description = "Continue the run in --output from its last checkpoint.")
    private boolean resume;

    @Option(names = "--threads", paramLabel = "<n>", description = "Cores to compute with. Default: all.")
    private @Nullable Integer threads;

    @ArgGroup(validate = false)
    private DeviceArgument device = new DeviceArgument();

    @Option(names = "--child", hidden = true,
            description = "Write events as lines of JSON, and stop when the input stream ends.")
    private boolean isChild;

    @Option(names = ServiceOptions.DEBUG, description = "Show the log and stack traces.")
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = 1, heading = "%nText%n")
    private DataArguments data = new DataArguments();

    @ArgGroup(validate = false, order = 2, heading = "%nLength%n")
    private BatchArguments batches = new BatchArguments();

    @ArgGroup(validate = false, order = 3, heading = "%nOptimization%n")
    private OptimizerArguments optimizer = new OptimizerArguments();

    @ArgGroup(validate = false, order = 7, heading = "%nA LoRA adapter%n")
    private LoraArguments lora = new LoraArguments();

    @ArgGroup(validate = false, order = 4, heading = "%nReports and checkpoints%n")
    private IntervalArguments intervals = new IntervalArguments();

    @ArgGroup(validate = false, order = 5, heading = "%nSamples%n")
    private SampleArguments samples = new SampleArguments();

    @ArgGroup(validate = false, order = 6, heading = "%nA new model%n")
    private ScratchArguments scratch = new ScratchArguments();

    /**
     * @param service serves the samples
     * @param settings settings of the service, which this command rejects
     */
    public TrainCommand(LocalService service, List<String> settings, Terminal terminal) {
        this.service = service;
        this.settings = List.copyOf(settings);
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!this.isChild) {
            return train();
        }
        try {
            return train();
        }
        catch (IOException | RuntimeException ex) {
            new EventLines(this.terminal).onFailure(ex);
            throw ex;
        }
    }

    private int train() throws IOException {
        if (!this.settings.isEmpty()) {
            throw ServiceException.invalid(this.settings.get(0),
                    this.settings.get(0) + " is a setting of the service, which train does not use");
        }
        SingleOptions.require(this.spec);
        ModelShape shape = this.scratch.shape(this.model);
        this.lora.options()
            .ifPresent((adapter) -> ServiceException.require(shape == null, "--lora-rank",
                    "absent with --from-scratch, because an adapter needs a trained model", adapter.rank()));
        // Rejects most options before a download.
        options(Integer.MAX_VALUE, shape);
        Path output = output();
        int threads = threads();
        this.device.requireName();
        // Before the run, which may take hours.
        SampleOptions samples = this.samples.options(this.data.heldOut());
        CommandLog.start(this.debug);
        DjlRuntime.useThreads(threads);
        return run(shape, output, samples);
    }

    private int run(@Nullable ModelShape shape, Path output, SampleOptions samples) throws IOException {
        new TextOutput(this.terminal.err(), this.terminal.errStyle())
            .printDim((shape != null && !this.resume) ? "Preparing a new model.\n" : "Loading the model.\n");
        try (HubProgress downloads = DownloadBar.orLines(this.terminal);
                TemporaryFolder copies = TemporaryFolder.create()) {
            RunModel start = withChatTemplate(model(shape, output, copies.path(), downloads));
            Trainer trainer = new Trainer(options(config(start, shape).maxPositions(), shape), start, output,
                    this.resume, this.device.device(), System::nanoTime);
            Optional<String> base = this.lora.options().flatMap((adapter) -> start.location());
            return new ReportedRun(trainer, output, this.optimizer.learningRate(shape != null), base, this.terminal,
                    this.isChild)
                .run((after) -> samples(start, after, samples));
        }
    }

    private List<Sample> samples(RunModel start, Path after, SampleOptions samples) throws IOException {
        try (TemporaryFolder merged = TemporaryFolder.create()) {
            boolean isAdapter = this.lora.options().isPresent();
            if (isAdapter) {
                MergedModel.write(start.folder(), after, merged.path());
            }
            return Samples.take(this.service, start.location().orElse(null),
                    (isAdapter ? merged.path() : after).toString(), samples, this.optimizer.seed());
        }
    }

    private Gpt2Config config(RunModel start, @Nullable ModelShape shape) throws IOException {
        Gpt2Config config = Gpt2Config.read(Files.readAllBytes(start.folder().resolve(Checkpoint.CONFIG_FILE)));
        if (this.resume && shape != null) {
            shape.requireSame(config);
        }
        return config;
    }

    private TrainingOptions options(int maxPositions, @Nullable ModelShape shape) {
        return new TrainingOptions(this.data.options(maxPositions), this.batches.options(),
                this.optimizer.options(shape != null), this.optimizer.schedule(), this.intervals.options(),
                this.optimizer.seed(), this.lora.options());
    }

    private Path output() {
        if (this.output == null) {
            throw ServiceException.invalid("--output", "--output is required: a folder for the trained model");
        }
        return this.output;
    }

    private int threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (this.threads == null) {
            return cores;
        }
        ServiceException.require(this.threads >= 1, "--threads", "at least 1", this.threads);
        return this.threads;
    }

    private String location() {
        return (this.model != null && !this.model.equals(DEFAULT_MODEL)) ? this.model : ModelSource.EMBEDDED;
    }

    private RunModel model(@Nullable ModelShape shape, Path output, Path copies, HubProgress downloads)
            throws IOException {
        if (this.resume && this.model == null) {
            RunModel last = Trainer.resumedModel(output);
            return last.isAdapter() ? model(last.location().orElse(location()), copies, downloads) : last;
        }
        if (shape == null) {
            return model(location(), copies, downloads);
        }
        NewModel.write(shape, this.data.train(), this.optimizer.seed(), copies, downloads);
        return new RunModel(copies, Optional.empty());
    }

    private static RunModel withChatTemplate(RunModel model) throws IOException {
        TemplateSource own = new ModelFolder(model.folder()).readChatTemplate();
        return (own != null) ? model.withChatTemplate(own) : model;
    }

    private static RunModel model(String location, Path copies, HubProgress downloads) throws IOException {
        return new RunModel(ModelLocation.open("--model", location, downloads).openFolder(copies),
                Optional.of(ModelLocation.absolute(location)));
    }

}
