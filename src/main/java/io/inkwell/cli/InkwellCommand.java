package io.inkwell.cli;

import picocli.CommandLine.Command;

import io.inkwell.cli.terminal.ProgramVersion;

/** Holds the commands, and does nothing of its own. */
@Command(name = "inkwell", description = "Generate text with GPT-2 models, over HTTP or in a terminal.",
        mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "[COMMAND]",
        footer = { "",
                "Without a command, inkwell serves the HTTP API. Every command that loads a model takes settings",
                "such as --inkwell.precision=float32; config/application.yaml explains them." })
final class InkwellCommand {

}
