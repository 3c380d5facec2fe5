package io.inkwell.cli;

import picocli.CommandLine.Command;

import io.inkwell.cli.terminal.ProgramVersion;

/** The parent of all commands. */
@Command(name = "inkwell", description = "Generate text with GPT-2 models, over HTTP or in a terminal.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "[COMMAND]",
        footer = { "", "The default command is serve. Commands that serve a model accept settings "
                + "such as --inkwell.precision=float32; config/application.yaml documents them." })
final class InkwellCommand {

}
