package io.inkwell.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import io.inkwell.bench.CompletionServer;
import io.inkwell.bench.RequestTemplate;
import io.inkwell.completion.CompletionService;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionBodies;

/** Measures a server of completions, or the model of this process, under load. */
@Command(name = "bench", description = "Measures an OpenAI-compatible server, or the engine alone, under load.",
        sortOptions = false, abbreviateSynopsis = true, mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class, footer = { "", "docs/benchmarking.md says what each figure means.",
                "With --offline settings of the service may stand beside the options." })
final class BenchCommand implements Callable<Integer> {

    private static final String ANY_MODEL = "default";

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
    private ReportOptions report = new ReportOptions();

    /**
     * @param settings those that the service starts with
     */
    BenchCommand(LocalService service, List<String> settings, Terminal terminal) {
        this.service = service;
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        this.report.check();
        LoadRun run = new LoadRun(this.load, this.report, this.terminal);
        return Interruption.guard(() -> this.target.isOffline() ? measureModel(run) : measureServer(run));
    }

    private int measureServer(LoadRun run) throws Exception {
        if (!this.settings.isEmpty()) {
            throw ServiceException.invalid(this.settings.get(0),
                    this.settings.get(0) + " is a setting of a model in this process, and needs --offline");
        }
        // Nobody starts Spring Boot, which would say what is logged.
        LoggingSystem.get(getClass().getClassLoader()).beforeInitialize();
        URI url = this.target.url();
        try (CompletionServer server = new CompletionServer(url, this.target.apiKey(), this.target.timeout())) {
            String given = this.target.model();
            String model = (given != null) ? given : Objects.requireNonNull(server.model().block());
            return run.measure(server.completions(this.request.template(model)), model + " at " + url);
        }
    }

    private int measureModel(LoadRun run) throws Exception {
        RequestTemplate template = this.request.template(ANY_MODEL);
        try (ConfigurableApplicationContext context = this.service.start(this.target.settings())) {
            LocalTarget model = new LocalTarget(context.getBean(CompletionBodies.class),
                    context.getBean(CompletionService.class), template);
            return run.measure(model, String.join(" ", names()));
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("the engine of this process"));
        names.addAll(this.settings);
        return names;
    }

}
