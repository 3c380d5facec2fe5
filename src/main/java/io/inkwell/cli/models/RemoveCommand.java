package io.inkwell.cli.models;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.hub.CachedModels;
import io.inkwell.hub.HubId;

/** Removes a model, or one of its revisions, from the cache. */
@Command(name = "rm", description = "Remove a model, or one of its revisions, from the cache.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class RemoveCommand implements Callable<Integer> {

    private final HubSettingsSource settings;

    @Parameters(paramLabel = "<model>", converter = TargetConverter.class,
            description = "owner/name for all revisions, or owner/name@revision.")
    private @Nullable Target target;

    RemoveCommand(HubSettingsSource settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        CachedModels models = new CachedModels(this.settings.read());
        Target removed = Objects.requireNonNull(this.target);
        if (removed.hasRevision()) {
            models.removeRevision(removed.id());
        }
        else {
            models.remove(models.find(removed.id()));
        }
        return ExitCode.OK;
    }

    private record Target(HubId id, boolean hasRevision) {

    }

    /** Parses the id, of which {@code owner/name} stands for all revisions. */
    static final class TargetConverter implements ITypeConverter<Target> {

        @Override
        public Target convert(String text) {
            return new Target(new ModelIdConverter().convert(text), text.contains("@"));
        }

    }

}
