package io.inkwell.cli.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.DownloadBar;
import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.hub.Hub;
import io.inkwell.hub.HubId;
import io.inkwell.hub.HubProgress;
import io.inkwell.registry.ModelFolder;

/** Downloads a model and prints its folder. */
@Command(name = "pull", description = "Download a model to the cache, and print its folder.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class PullCommand implements Callable<Integer> {

    private final HubSettingsSource settings;

    private final Terminal terminal;

    @Parameters(paramLabel = "<model>", converter = ModelIdConverter.class,
            description = "owner/name or owner/name@revision.")
    private @Nullable HubId id;

    PullCommand(HubSettingsSource settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (HubProgress progress = DownloadBar.orLines(this.terminal)) {
            Path folder = new Hub(this.settings.read(), ModelFolder::requireConfig)
                .fetch(Objects.requireNonNull(this.id), progress);
            this.terminal.out().write((folder + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return ExitCode.OK;
    }

}
