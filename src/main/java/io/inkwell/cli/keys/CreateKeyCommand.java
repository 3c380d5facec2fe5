package io.inkwell.cli.keys;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.inkwell.admission.ApiKey;
import io.inkwell.admission.ApiKeySecret;
import io.inkwell.admission.Scope;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;

/**
 * Makes a key. Its entry, which is no secret, is the output; the key itself goes to the
 * error stream, so that {@code keys create >> keys.yaml} keeps the one and shows the
 * other.
 */
@Command(name = "create", description = "Makes an API key, prints it, and prints what the service is to know of it.",
        sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        footer = { "", "The key is shown this once and kept nowhere. The lines of YAML belong into the file of",
                "inkwell.security.api-keys-file, to which they can be appended, or below inkwell.security.api-keys." })
public final class CreateKeyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--id", paramLabel = "<id>", defaultValue = "default",
            description = "What logs are to call the key: letters, digits and _.@-; ${DEFAULT-VALUE} unless given.")
    private String id = "default";

    @Option(names = "--scopes", paramLabel = "<scope>", split = ",", defaultValue = "inference",
            description = "What it is good for: some of inference, explain, admin and metrics, with commas between; "
                    + "${DEFAULT-VALUE} unless given.")
    private Set<Scope> scopes = EnumSet.of(Scope.INFERENCE);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public CreateKeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ApiKeySecret secret = ApiKeySecret.random(new SecureRandom());
        String entry = entry(key(secret));
        TextOutput err = new TextOutput(this.terminal.err(), this.terminal.errStyle());
        err.printDim("The key, shown this once:\n");
        err.print(secret.text() + "\n");
        err.printDim("What the service is to know of it:\n");
        new TextOutput(this.terminal.out(), this.terminal.outStyle()).print(entry);
        return ExitCode.OK;
    }

    private ApiKey key(ApiKeySecret secret) {
        try {
            return new ApiKey(this.id, secret.sha256(), this.scopes);
        }
        catch (IllegalArgumentException ex) {
            throw new ParameterException(this.spec.commandLine(), String.valueOf(ex.getMessage()), ex);
        }
    }

    /** One of a list in YAML. */
    private static String entry(ApiKey key) {
        return """
                - id: "%s"
                  sha256: "%s"
                  scopes: [%s]
                """.formatted(key.id(), key.sha256(),
                key.scopes().stream().sorted().map(Scope::label).collect(Collectors.joining(", ")));
    }

}
