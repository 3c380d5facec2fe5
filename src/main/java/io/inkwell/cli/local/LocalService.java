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

import io.inkwell.registry.ModelRegistry;

/** The service inside a command: its settings and its models, but no HTTP. */
public final class LocalService {

    /** The level of what the first start on a machine logs while it takes long. */
    public static final String PROGRESS = "logging.level.io.inkwell.model.program.NativeLibraries";

    private static final Map<String, Object> SETTINGS = Map.of("spring.main.lazy-initialization", "true",
            "logging.level.root", "warn", "logging.level.io.inkwell", "warn", PROGRESS, "info",
            // What stops the start is told by the command.
            "logging.level.org.springframework.boot", "off");

    private final Class<?> configuration;

    private final List<String> settings;

    /**
     * @param configuration the beans that serving is made of
     * @param settings as they stood on the command line, which win over all others
     */
    public LocalService(Class<?> configuration, List<String> settings) {
        this.configuration = configuration;
        this.settings = List.copyOf(settings);
    }

    /**
     * Starts it. Closing the context stops it. What others print from now on, logs above
     * all, goes to the error stream: the output is the command's alone.
     * @param options settings that win over files and the environment
     * @throws FailedStartException if a setting is wrong or the model cannot be loaded
     */
    public ConfigurableApplicationContext start(Map<String, String> options) {
        System.setOut(System.err);
        // Until the settings are read, this alone says what is logged.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.springframework.boot", LogLevel.OFF);
        Map<String, Object> all = new LinkedHashMap<>(SETTINGS);
        all.putAll(options);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command", all));
        SpringApplication application = new SpringApplication(this.configuration, LocalServiceConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment);
        application.setRegisterShutdownHook(false);
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
