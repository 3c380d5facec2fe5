package io.inkwell;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.blockhound.BlockHound;
import reactor.netty.resources.LoopResources;

/**
 * Separate event loops that BlockHound observes: it sees only threads started after it,
 * and the shared loops of the JVM may be older. Violations are recorded rather than
 * thrown, so that a test can report them.
 */
@TestConfiguration(proxyBeanMethods = false)
class WatchedEventLoops {

    static final String NAME = "event-loop";

    /** Blocking calls on event loops, with their stacks. */
    static final Queue<String> BLOCKING_CALLS = new ConcurrentLinkedQueue<>();

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        BlockHound.install((builder) -> builder.blockingMethodCallback((method) -> {
            if (Thread.currentThread().getName().startsWith(NAME)) {
                BLOCKING_CALLS.add(method + " in " + List.of(new Throwable().getStackTrace()));
            }
        }));
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create(NAME));
        return resources;
    }

}
