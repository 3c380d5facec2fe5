package io.inkwell.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The command line in two parts: arguments of the command, and settings of the service.
 * Settings have dots in their names, as in {@code --inkwell.model=/models/gpt2}.
 */
record CommandArguments(List<String> command, List<String> settings) {

    private static final Pattern SETTING = Pattern.compile("--[\\w-]+(\\.[\\w\\[\\]-]+)+(=.*)?", Pattern.DOTALL);

    private static final String END_OF_OPTIONS = "--";

    static CommandArguments of(List<String> args) {
        List<String> command = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        boolean options = true;
        for (String arg : args) {
            options = options && !arg.equals(END_OF_OPTIONS);
            boolean isSetting = options && SETTING.matcher(arg).matches();
            (isSetting ? settings : command).add(arg);
        }
        return new CommandArguments(command, settings);
    }

    /** Whether {@code --}, which ends the options, is the last argument. */
    boolean endsWithEndOfOptions() {
        return this.command.indexOf(END_OF_OPTIONS) == this.command.size() - 1 && !this.command.isEmpty();
    }

}
