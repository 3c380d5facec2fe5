package io.inkwell.cli.train;

import java.util.HashSet;
import java.util.Set;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Rejects an option that is given twice. picocli does so only outside groups: in a group
 * it would start a new set of values, without the options given before.
 */
final class SingleOptions {

    private SingleOptions() {
    }

    /**
     * @throws ParameterException if an option with one value is given twice
     */
    static void require(CommandSpec command) {
        Set<OptionSpec> given = new HashSet<>();
        for (String argument : command.commandLine().getParseResult().expandedArgs()) {
            OptionSpec option = command.optionsMap().get(argument.split("=", 2)[0]);
            if (option != null && !option.isMultiValue() && !given.add(option)) {
                throw new ParameterException(command.commandLine(), "option '%s' (%s) should be specified only once"
                    .formatted(option.longestName(), option.paramLabel()));
            }
        }
    }

}
