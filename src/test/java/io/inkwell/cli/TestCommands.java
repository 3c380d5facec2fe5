package io.inkwell.cli;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.inkwell.cli.terminal.CapturedTerminal;

/** The commands on a captured terminal, with a server that only records its settings. */
public final class TestCommands {

    private final List<List<String>> served = new ArrayList<>();

    private final Commands commands;

    private TestCommands(CapturedTerminal terminal, Class<?> configuration) {
        this.commands = new Commands(this::serve, configuration, terminal.terminal());
    }

    public static TestCommands withoutService(CapturedTerminal terminal) {
        return new TestCommands(terminal, TestCommands.class);
    }

    /** For commands that start the service in this process. */
    public static TestCommands withService(CapturedTerminal terminal) {
        try {
            // Only the program's main class imports it.
            return new TestCommands(terminal, Class.forName("io.inkwell.startup.ServingConfiguration"));
        }
        catch (ClassNotFoundException ex) {
            throw new IllegalStateException(ex);
        }
    }

    public int run(String... args) {
        return this.commands.run(args);
    }

    /** The settings of each start of a server. */
    public List<List<String>> served() {
        return this.served;
    }

    private ConfigurableApplicationContext serve(String[] settings) {
        this.served.add(List.of(settings));
        return new GenericApplicationContext();
    }

}
