package io.inkwell.cli.serve;

import java.util.Locale;
import java.util.Optional;

import io.inkwell.settings.PortSetting;

/**
 * A setting on the command line: {@code --name=value}.
 *
 * @param name the name as written
 */
record SettingArgument(String name, String value) {

    private static final String DASHES = "--";

    static SettingArgument parse(String argument) {
        int equals = argument.indexOf('=');
        return (equals < 0) ? new SettingArgument(argument.substring(DASHES.length()), "")
                : new SettingArgument(argument.substring(DASHES.length(), equals), argument.substring(equals + 1));
    }

    String argument() {
        return DASHES + this.name + "=" + this.value;
    }

    /** The canonical name, whichever spelling Spring Boot accepts was used. */
    String canonicalName() {
        return canonical(this.name);
    }

    static String canonical(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    boolean hasSameName(SettingArgument other) {
        return canonicalName().equals(other.canonicalName());
    }

    /**
     * The problem with the value, if it can be found before the service starts.
     * @param option the name that the message uses
     */
    Optional<String> problem(String option) {
        boolean isPort = PortSetting.NAMES.contains(this.name) && !this.value.isEmpty() && !this.value.contains("${");
        return isPort ? PortSetting.problem(option, this.value) : Optional.empty();
    }

}
