package io.inkwell.startup;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.MemoryBudget;

/**
 * Stops the start if memory is insufficient for any model. The check runs early: a small
 * container cannot even start Spring.
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
