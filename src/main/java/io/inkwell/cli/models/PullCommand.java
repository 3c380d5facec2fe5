package io.inkwell.cli.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

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

/** Downloads models and prints their folders. */
@Command(name = "pull", description = "Download models to the cache, and print their folders.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class PullCommand implements Callable<Integer> {

    private final HubSettingsSource settings;

    private final Terminal terminal;

    @Parameters(paramLabel = "<model>", converter = ModelIdConverter.class, arity = "1..*",
            description = "owner/name or owner/name@revision.")
    private List<HubId> ids = List.of();

    PullCommand(HubSettingsSource settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (HubProgress progress = DownloadBar.orLines(this.terminal)) {
            Hub hub = new Hub(this.settings.read(), ModelFolder::requireConfig);
            for (HubId id : this.ids) {
                Path folder = hub.fetch(id, progress);
                this.terminal.out().write((folder + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return ExitCode.OK;
    }

}
