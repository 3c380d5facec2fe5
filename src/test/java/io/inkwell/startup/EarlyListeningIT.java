package io.inkwell.startup;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.registry.ModelRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Responses while the model is loaded. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "inkwell.cors.allowed-origins=*")
class EarlyListeningIT {

    private final CallWhileLoading calls;

    private final ServiceClient service;

    EarlyListeningIT(@Autowired CallWhileLoading calls, @LocalServerPort int port) {
        this.calls = calls;
        this.service = new ServiceClient(port);
    }

    @Test
    void rejectsEarlyRequestsWithRetryAfter() {
        Answer early = Objects.requireNonNull(this.calls.completion);

        assertThat(early.status()).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(early.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(early.json()).hasToString("{\"error\":{\"message\":\"the service is starting; try again later\","
                + "\"type\":\"unavailable_error\",\"param\":null,\"code\":\"unavailable\"}}");
        assertThat(this.service.post("{\"max_tokens\": 1}").status()).isEqualTo(200);
    }

    @Test
    void probesFailBeforeTheStart() {
        assertThat(Objects.requireNonNull(this.calls.readiness).status()).isEqualTo(503);
        assertThat(this.service.get("/readyz").status()).isEqualTo(200);
    }

    /** Browsers hide the error from a page if the preflight request fails. */
    @Test
    void allowsCorsBeforeTheStart() {
        assertThat(Objects.requireNonNull(this.calls.preflight).status()).isEqualTo(204);
        assertThat(Objects.requireNonNull(this.calls.ofPage).status()).isEqualTo(503);
        assertThat(Objects.requireNonNull(this.calls.ofPage).headers().firstValue("Access-Control-Allow-Origin"))
            .hasValue("*");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class CallWhileLoading implements BeanPostProcessor {

        private final WebServerApplicationContext context;

        private @Nullable Answer completion;

        private @Nullable Answer readiness;

        private @Nullable Answer preflight;

        private @Nullable Answer ofPage;

        CallWhileLoading(WebServerApplicationContext context) {
            this.context = context;
        }

        @Override
        public Object postProcessBeforeInitialization(Object bean, String beanName) {
            if (bean instanceof ModelRegistry) {
                int port = Objects.requireNonNull(this.context.getWebServer()).getPort();
                ServiceClient client = new ServiceClient(port);
                this.completion = client.post("{\"max_tokens\": 1}");
                this.readiness = client.get("/readyz");
                this.preflight = client.send(client.to("/v1/models")
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", "https://app.example.com")
                    .header("Access-Control-Request-Method", "GET")
                    .build());
                this.ofPage = client.send(client.to("/v1/models").header("Origin", "https://app.example.com").build());
            }
            return bean;
        }

    }

}
