package io.inkwell.cli.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.cli.local.LocalService;
import io.inkwell.cli.local.ServiceOptions;
import io.inkwell.cli.terminal.ClosedPipeException;
import io.inkwell.cli.terminal.Interruption;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.openai.CompletionJson;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;

/**
 * Generates a completion on the terminal. Its options form the body of a completion
 * request.
 */
@Command(name = "generate", description = "Generate a completion and stream it to the terminal.", sortOptions = false,
        abbreviateSynopsis = true, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        footer = { "", "Options from \"Length\" on are the fields of POST /v1/completions, with the same rules.",
                "Settings such as --inkwell.precision=float32 are accepted too." })
public final class GenerateCommand implements Callable<Integer> {

    private final CompletionOptions options = new CompletionOptions();

    private final LocalService service;

    private final Terminal terminal;

    @Mixin
    private PromptOptions prompt = new PromptOptions();

    @Mixin
    private ServiceOptions serviceOptions = new ServiceOptions();

    @Option(names = "--json", description = "Print the response of the HTTP API as JSON on one line.")
    private boolean json;

    @Option(names = { "-q", "--quiet" }, description = "Print only the completion and errors.")
    private boolean quiet;

    private GenerateCommand(LocalService service, Terminal terminal) {
        this.service = service;
        this.terminal = terminal;
    }

    public static CommandLine commandLine(LocalService service, Terminal terminal) {
        GenerateCommand command = new GenerateCommand(service, terminal);
        CommandLine commandLine = new CommandLine(command);
        command.options.addTo(commandLine.getCommandSpec());
        return commandLine;
    }

    @Override
    public Integer call() throws Exception {
        String prompt = this.prompt.read(this.terminal);
        return Interruption.guard(() -> {
            try (ConfigurableApplicationContext context = start();
                    ModelUse use = context.getBean(ModelRegistry.class).use(ModelRegistry.DEFAULT)) {
                generate(prompt, use.model(), context.getBean(CompletionJson.class),
                        context.getBean(CompletionService.class));
            }
            catch (ClosedPipeException ex) {
                // The reader closed the pipe, which is no error.
            }
            return ExitCode.OK;
        });
    }

    private ConfigurableApplicationContext start() {
        Map<String, String> settings = this.serviceOptions.settings();
        return this.quiet ? this.service.startQuietly(settings) : this.service.start(settings);
    }

    private void generate(String prompt, LoadedModel model, CompletionJson bodies, CompletionService completions) {
        Map<String, Object> body = new LinkedHashMap<>(this.options.fields());
        body.put("prompt", prompt);
        EncodedCompletion completion = Objects
            .requireNonNull(bodies.read(model, JsonMapper.shared().writeValueAsBytes(body))
                .flatMap((request) -> completions.encode(model, request))
                .block());
        TextOutput out = new TextOutput(this.terminal.out(), this.terminal.outStyle());
        CompletionRequest request = completion.request();
        ChoicePrinter printer = new ChoicePrinter(out, request.output(), prompt, this.terminal.stdoutIsTerminal());
        CompletionOutput writer;
        if (this.json) {
            writer = new JsonOutput(completions, bodies, out);
        }
        else if (request.choices().bestOf() == 1) {
            writer = new StreamedOutput(completions, printer);
        }
        else {
            writer = new NumberedOutput(completions, out, printer);
        }
        CompletionSummary summary = writer.write(completion);
        if (!this.quiet) {
            TextOutput err = new TextOutput(this.terminal.err(), this.terminal.errStyle());
            err.printDim(SummaryLine.of(summary));
            err.endLine();
        }
    }

}
