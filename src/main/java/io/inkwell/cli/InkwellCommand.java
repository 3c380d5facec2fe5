package io.inkwell.cli;

import picocli.CommandLine.Command;

/** Holds the commands, and does nothing of its own. */
@Command(name = "inkwell", description = "Writes text with GPT-2 models, for clients of HTTP or in a terminal.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "[COMMAND]",
        footer = { "", "Without a command it serves. Settings of the service may stand beside any option,",
                "as --inkwell.precision=float32 does: config/application.yaml explains them." })
final class InkwellCommand {

}
