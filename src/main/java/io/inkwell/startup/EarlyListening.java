package io.inkwell.startup;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the socket before the model is loaded, so that early clients get a 503 instead of
 * a refused connection.
 */
@Configuration(proxyBeanMethods = false)
class EarlyListening {

    private static final String LISTENING = "listening";

    /** Bean name in {@link ServingConfiguration}. */
    private static final String MODELS = "modelRegistry";

    @Bean
    static BeanFactoryPostProcessor listensBeforeLoading() {
        return (beans) -> beans.getBeanDefinition(MODELS).setDependsOn(LISTENING);
    }

    /** Spring Boot starts the server again later, which then does nothing. */
    @Bean(LISTENING)
    InitializingBean listening(ApplicationContext context) {
        return () -> {
            WebServer server = (context instanceof WebServerApplicationContext web) ? web.getWebServer() : null;
            if (server != null) {
                server.start();
            }
        };
    }

}
