package io.inkwell.cli.keys;

import picocli.CommandLine.Command;

import io.inkwell.cli.terminal.ProgramVersion;

/** The parent of the API key commands. */
@Command(name = "keys", description = "Manage API keys.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {

}
