package io.inkwell.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.inkwell.cli.terminal.ProgramVersion;

/** Prints the version, like {@code --version}. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class VersionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine command = this.spec.commandLine();
        command.printVersionHelp(command.getOut());
        return ExitCode.OK;
    }

}
