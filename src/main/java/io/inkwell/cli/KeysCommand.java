package io.inkwell.cli;

import picocli.CommandLine.Command;

/** Holds the commands about API keys. */
@Command(name = "keys", description = "Makes API keys.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class, synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {

}
