package io.inkwell.cli.models;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.hub.CachedModels;
import io.inkwell.hub.HubId;

/** Removes a model from the cache. */
@Command(name = "rm", description = "Remove all revisions of a model from the cache.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class RemoveCommand implements Callable<Integer> {

    private final HubSettingsSource settings;

    @Parameters(paramLabel = "<model>", converter = ModelIdConverter.class, description = "owner/name.")
    private @Nullable HubId id;

    RemoveCommand(HubSettingsSource settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        CachedModels models = new CachedModels(this.settings.read());
        models.remove(models.find(Objects.requireNonNull(this.id)));
        return ExitCode.OK;
    }

}
