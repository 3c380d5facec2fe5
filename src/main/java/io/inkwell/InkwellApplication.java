package io.inkwell;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.inkwell.autoconfigure.InkwellAutoConfiguration;
import io.inkwell.cli.Commands;
import io.inkwell.startup.ServingConfiguration;

/**
 * The program: a Spring Boot service, and commands that use parts of it without HTTP.
 */
@SpringBootApplication(exclude = InkwellAutoConfiguration.class)
public class InkwellApplication {

    public static void main(String[] args) {
        int exitCode = new Commands(InkwellApplication::serve, ServingConfiguration.class).run(args);
        // A started service keeps running after this method returns.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static ConfigurableApplicationContext serve(String[] settings) {
        return SpringApplication.run(InkwellApplication.class, settings);
    }

}
