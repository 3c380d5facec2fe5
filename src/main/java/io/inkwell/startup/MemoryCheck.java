package io.inkwell.startup;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.MemoryBudget;

/**
 * Stops the start where no model could be served, while there still is the memory to say
 * so: starting Spring alone would be too much for such a container.
 */
class MemoryCheck implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            MemoryBudget.current().require();
        }
        catch (InsufficientMemoryException ex) {
            throw StartupFailure.memory(ex);
        }
    }

}
