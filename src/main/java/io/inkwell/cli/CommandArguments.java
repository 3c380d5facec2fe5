package io.inkwell.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line in two parts: what is said to a command, and settings of the service,
 * which are known by the dots in their names as in {@code --inkwell.model=/models/gpt2}.
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

    /** Whether the sign after which nothing is an option is the last argument. */
    boolean endsOptionsInVain() {
        return this.command.indexOf(END_OF_OPTIONS) == this.command.size() - 1 && !this.command.isEmpty();
    }

}
