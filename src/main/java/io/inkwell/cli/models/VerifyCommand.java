package io.inkwell.cli.models;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.hub.CachedModels;
import io.inkwell.hub.HubId;

/** Verifies the files of a model in the cache. */
@Command(name = "verify", description = "Compare the files of a model in the cache with their hashes.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class,
        footer = { "", "Prints the damaged and incomplete files, and exits with 1 if there are any. "
                + "Remove them and pull the model again." })
final class VerifyCommand implements Callable<Integer> {

    private final HubSettingsSource settings;

    private final Terminal terminal;

    @Parameters(paramLabel = "<model>", converter = ModelIdConverter.class,
            description = "owner/name, of which all revisions are verified.")
    private @Nullable HubId id;

    VerifyCommand(HubSettingsSource settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CachedModels models = new CachedModels(this.settings.read());
        List<Path> damaged = models.verify(models.find(Objects.requireNonNull(this.id)));
        PrintStream out = new PrintStream(this.terminal.out(), true, StandardCharsets.UTF_8);
        damaged.forEach(out::println);
        return damaged.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

}
