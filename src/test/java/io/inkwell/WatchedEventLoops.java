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
 * Event loops of the service's own, under the eye of BlockHound: it sees only threads
 * that start after it does, and the loops that all services of a JVM share may have
 * started long ago. What it sees is kept and not thrown, so that a test can say what it
 * was.
 */
@TestConfiguration(proxyBeanMethods = false)
class WatchedEventLoops {

    static final String NAME = "event-loop";

    /** What blocked an event loop, each with the way there. */
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
