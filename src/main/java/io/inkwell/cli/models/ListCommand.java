package io.inkwell.cli.models;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.hub.CachedModel;
import io.inkwell.hub.CachedModels;

/** Lists the models in the cache. */
@Command(name = "list", description = "List the models in the cache, with revisions and sizes.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class)
final class ListCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;

    private final HubSettingsSource settings;

    private final Terminal terminal;

    ListCommand(HubSettingsSource settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        PrintStream out = new PrintStream(this.terminal.out(), true, StandardCharsets.UTF_8);
        for (CachedModel model : new CachedModels(this.settings.read()).list()) {
            out.printf(Locale.ROOT, "%s\t%.1f MB\t%s%n", model.repository(), model.bytes() / MEGABYTE,
                    String.join(", ", model.revisions()));
        }
        return ExitCode.OK;
    }

}
