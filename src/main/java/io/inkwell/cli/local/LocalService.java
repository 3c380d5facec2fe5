package io.inkwell.cli.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.inkwell.cli.terminal.DownloadBar;
import io.inkwell.cli.terminal.Terminal;
import io.inkwell.hub.HubProgress;
import io.inkwell.registry.ModelRegistry;

/** The service inside a command: settings and models without HTTP. */
public final class LocalService {

    private static final Map<String, Object> SETTINGS = Map.of("spring.main.lazy-initialization", "true",
            "logging.level.root", "warn", "logging.level.io.inkwell", "warn",
            // The command reports failures of the start.
            "logging.level.org.springframework.boot", "off");

    /**
     * Loggers that show what takes long: the first start on a machine, and a download.
     */
    static final List<String> PROGRESS = List.of("io.inkwell.model.program.NativeLibraries", "io.inkwell.hub");

    private final Class<?> configuration;

    private final List<String> settings;

    private final Terminal terminal;

    /**
     * @param configuration the beans of the service
     * @param settings settings from the command line, which override all others
     * @param terminal shows the progress of a download
     */
    public LocalService(Class<?> configuration, List<String> settings, Terminal terminal) {
        this.configuration = configuration;
        this.settings = List.copyOf(settings);
        this.terminal = terminal;
    }

    /** Like {@link #start}, but shows no progress. */
    public ConfigurableApplicationContext startQuietly(Map<String, String> options) {
        return start(options, List.of(), HubProgress.NONE);
    }

    /**
     * Starts the service; closing the context stops it. Everything else that prints, such
     * as logging, is redirected to the error stream: standard output belongs to the
     * command.
     * @param options settings that override files and the environment
     * @throws FailedStartException if a setting is invalid or the model cannot be loaded
     */
    public ConfigurableApplicationContext start(Map<String, String> options) {
        return start(options, PROGRESS, DownloadBar.orLog(this.terminal));
    }

    private ConfigurableApplicationContext start(Map<String, String> options, List<String> shown,
            HubProgress downloads) {
        System.setOut(System.err);
        // The only log configuration until settings are read.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.springframework.boot", LogLevel.OFF);
        Map<String, Object> all = new LinkedHashMap<>(SETTINGS);
        shown.forEach((logger) -> all.put("logging.level." + logger, "info"));
        all.putAll(options);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command", all));
        SpringApplication application = new SpringApplication(this.configuration, LocalServiceConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        application.setRegisterShutdownHook(false);
        application
            .addInitializers((context) -> context.getBeanFactory().registerSingleton("downloadProgress", downloads));
        try {
            return withModel(application.run(this.settings.toArray(String[]::new)));
        }
        catch (RuntimeException ex) {
            throw new FailedStartException(ex);
        }
    }

    private static ConfigurableApplicationContext withModel(ConfigurableApplicationContext context) {
        try {
            context.getBean(ModelRegistry.class);
            return context;
        }
        catch (RuntimeException ex) {
            context.close();
            throw ex;
        }
    }

}
