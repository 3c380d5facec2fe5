package io.inkwell.cli.models;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import io.inkwell.cli.terminal.ProgramVersion;
import io.inkwell.cli.terminal.Terminal;

/** The parent of the commands for models of the hub. */
@Command(name = "models", description = "Manage models of the Hugging Face hub in the cache.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "COMMAND",
        footer = { "", "The cache is that of Python's huggingface_hub: HF_HOME or HF_HUB_CACHE." })
public final class ModelsCommand {

    private ModelsCommand() {
    }

    /**
     * @param settings read when a command runs, so that a wrong variable fails only these
     */
    public static CommandLine commandLine(HubSettingsSource settings, Terminal terminal) {
        return new CommandLine(new ModelsCommand()).addSubcommand(new PullCommand(settings, terminal))
            .addSubcommand(new ListCommand(settings, terminal))
            .addSubcommand(new VerifyCommand(settings, terminal))
            .addSubcommand(new RemoveCommand(settings));
    }

}
