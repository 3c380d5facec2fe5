package io.inkwell.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.scheduler.Schedulers;

import io.inkwell.bench.CompletionServer;
import io.inkwell.bench.RequestTemplate;
import io.inkwell.bench.ServedModel;
import io.inkwell.bench.Target;
import io.inkwell.bench.Vocabulary;
import io.inkwell.bench.Workload;
import io.inkwell.bench.soak.SoakTest;
import io.inkwell.bench.soak.TrafficMix;
import io.inkwell.bench.sweep.RateSweep;
import io.inkwell.cli.local.LocalService;
import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.CompletionService;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionJson;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

/** Runs a load test against a server, or against the model in this process. */
@Command(name = "bench", description = "Benchmark an OpenAI-compatible server, or the engine alone.",
        sortOptions = false, abbreviateSynopsis = true, mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class, footer = { "", "docs/benchmarking.md explains the figures.",
                "With --offline, settings such as --inkwell.precision=float32 are accepted too." })
public final class BenchCommand implements Callable<Integer> {

    private static final String ANY_MODEL = "default";

    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(10);

    private final LocalService service;

    private final List<String> settings;

    private final Terminal terminal;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private SweepOptions sweep = new SweepOptions();

    @Mixin
    private SoakOptions soak = new SoakOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    /**
     * @param settings settings of the service
     */
    public BenchCommand(LocalService service, List<String> settings, Terminal terminal) {
        this.service = service;
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        this.report.check();
        this.load.check(this.sweep.isSweep());
        this.soak.check(this.target.isOffline());
        this.sweep.check(this.soak.duration() != null);
        return Interruption.guard(() -> this.target.isOffline() ? measureModel() : measureServer());
    }

    private int measureServer() throws Exception {
        if (!this.settings.isEmpty()) {
            throw ServiceException.invalid(this.settings.get(0),
                    this.settings.get(0) + " is a setting of the model in this process and requires --offline");
        }
        // Spring Boot, which configures logging, does not run here.
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        URI url = this.target.url();
        this.request.template(ANY_MODEL);
        try (CompletionServer server = new CompletionServer(url, this.target.apiKey(), this.target.timeout())) {
            ServedModel model = Objects.requireNonNull(server.model(this.target.model()).block());
            Vocabulary vocabulary = this.load.needVocabulary() ? vocabulary(server, model) : Vocabulary.ofWords();
            String name = model.id() + " at " + url;
            Duration soakTime = this.soak.duration();
            return (soakTime != null) ? soak(server, model, vocabulary, soakTime).run(name) : measure(
                    server.completions(this.request.template(model.id())), vocabulary, model.maxLength(), name);
        }
    }

    private SoakRun soak(CompletionServer server, ServedModel model, Vocabulary vocabulary, Duration time)
            throws IOException {
        TrafficMix mix = new TrafficMix(server, model.id(), this.request.template(model.id()),
                this.load.workload(vocabulary, model.maxLength()), this.load.longPrompts(vocabulary, model.maxLength()),
                this.load.seed());
        SoakTest test = new SoakTest(server, mix, SAMPLE_PERIOD, Schedulers.parallel(), this.load.seed());
        return new SoakRun(test, time, this.load.rate(), this.soak.page(), this.report, this.terminal);
    }

    private Vocabulary vocabulary(CompletionServer server, ServedModel model) {
        Vocabulary vocabulary = Objects.requireNonNull(server.vocabulary(model).block());
        if (vocabulary instanceof Vocabulary.WordList) {
            new TextOutput(this.terminal.err(), this.terminal.errStyle()).printDim("The server does not report its "
                    + "token ids: prompts consist of English words, and prompt lengths count words.\n");
        }
        return vocabulary;
    }

    private int measureModel() throws Exception {
        RequestTemplate template = this.request.template(ANY_MODEL);
        try (ConfigurableApplicationContext context = this.service.start(this.target.settings());
                ModelUse use = context.getBean(ModelRegistry.class).use(ModelRegistry.DEFAULT)) {
            LoadedModel model = use.model();
            LocalTarget target = new LocalTarget(model, context.getBean(CompletionJson.class),
                    context.getBean(CompletionService.class), template);
            return measure(target, Vocabulary.ofIdsBelow(model.vocabularySize()), model.contextLength(),
                    String.join(" ", names()));
        }
    }

    private int measure(Target target, Vocabulary vocabulary, @Nullable Integer maxLength, String name)
            throws IOException {
        Workload workload = this.load.workload(vocabulary, maxLength);
        if (!this.sweep.isSweep()) {
            return new LoadRun(this.load, workload, this.sweep.serviceLevel(), this.report, this.terminal)
                .measure(target, name);
        }
        RateSweep sweep = new RateSweep(target, workload, this.sweep.serviceLevel(), System::nanoTime,
                Schedulers.parallel(), this.load.seed());
        return new SweepRun(sweep, this.load, this.sweep.page(), this.report, this.terminal).measure(name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("the engine of this process"));
        names.addAll(this.settings);
        return names;
    }

}
