package io.inkwell.cli.keys;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.inkwell.access.ApiKey;
import io.inkwell.access.ApiKeySecret;
import io.inkwell.access.Scope;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.cli.terminal.TextOutput;

/**
 * Creates an API key. The key's entry, which is not secret, goes to the output, and the
 * key itself to the error stream. {@code keys create >> keys.yaml} therefore stores the
 * entry and shows the key.
 */
@Command(name = "create", description = "Create an API key, and print the key and its entry for the settings.",
        sortOptions = false, mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        footer = { "", "The key is shown once and not stored. Append the YAML lines to the file of "
                + "inkwell.security.api-keys-file, or put them below inkwell.security.api-keys." })
public final class CreateKeyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--id", paramLabel = "<id>", defaultValue = "default",
            description = "Name of the key in logs: letters, digits and _.@-. Default: ${DEFAULT-VALUE}.")
    private String id = "default";

    @Option(names = "--scopes", paramLabel = "<scope>", split = ",", defaultValue = "inference",
            description = "Scopes, separated by commas: inference, explain, admin, metrics, fine-tuning. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Set<Scope> scopes = EnumSet.of(Scope.INFERENCE);

    @ArgGroup(exclusive = false)
    private LimitOptions limits = new LimitOptions();

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
        err.printDim("Key (shown once):\n");
        err.print(secret.text() + "\n");
        err.printDim("Entry for the settings:\n");
        new TextOutput(this.terminal.out(), this.terminal.outStyle()).print(entry);
        return ExitCode.OK;
    }

    private ApiKey key(ApiKeySecret secret) {
        try {
            return new ApiKey(this.id, secret.sha256(), this.scopes, this.limits.toLimits());
        }
        catch (IllegalArgumentException ex) {
            throw new ParameterException(this.spec.commandLine(), String.valueOf(ex.getMessage()), ex);
        }
    }

    /** An entry of a YAML list. */
    private static String entry(ApiKey key) {
        return """
                - id: "%s"
                  sha256: "%s"
                  scopes: [%s]
                """.formatted(key.id(), key.sha256(),
                key.scopes().stream().sorted().map(Scope::label).collect(Collectors.joining(", ")))
                + LimitOptions.entry(key.limits());
    }

}
