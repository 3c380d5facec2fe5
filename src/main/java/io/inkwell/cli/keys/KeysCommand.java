package io.inkwell.cli.keys;

import picocli.CommandLine.Command;

import io.inkwell.cli.terminal.ProgramVersion;

/** Holds the commands about API keys. */
@Command(name = "keys", description = "Makes API keys.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {

}
