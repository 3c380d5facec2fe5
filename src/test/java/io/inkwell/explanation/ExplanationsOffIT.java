package io.inkwell.explanation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.docs.ApiDocument;

import static org.assertj.core.api.Assertions.assertThat;

/** One property disables all explain endpoints and nothing else. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "inkwell.explain.enabled=false")
class ExplanationsOffIT {

    private final ServiceClient service;

    private final ApplicationContext beans;

    ExplanationsOffIT(@LocalServerPort int port, ApplicationContext beans) {
        this.service = new ServiceClient(port);
        this.beans = beans;
    }

    static Stream<String> explanations() {
        return routes().filter(ExplanationsOffIT::isExplanation);
    }

    static Stream<String> others() {
        return routes().filter((route) -> !isExplanation(route) && !isMetrics(route) && !isFineTuning(route));
    }

    /** The explain paths of the OpenAPI document. */
    private static Stream<String> routes() {
        return new ApiDocument().root()
            .path("paths")
            .propertyStream()
            .flatMap((path) -> Stream.of("get", "post")
                .filter(path.getValue()::has)
                .map((method) -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }

    /** There are none in a test that does not configure them. */
    private static boolean isMetrics(String route) {
        return route.contains("/actuator/prometheus") || route.endsWith("/metrics");
    }

    /** Its paths exist only with a folder for it. */
    private static boolean isFineTuning(String route) {
        return route.matches(".* /v1/(files|fine_tuning)(/.*)?");
    }

    private static boolean isExplanation(String route) {
        return route.matches(".* /v1/(explain/.*|models/[^/]+/.+)");
    }

    @ParameterizedTest
    @MethodSource("explanations")
    void explainPathIsNotFound(String route) {
        assertThat(send(route).status()).isEqualTo(404);
        assertThat(send(route).error()).isEqualTo(send(route.replaceAll("/v1/.*", "/v1/nothing")).error());
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherPathsStillWork(String route) {
        assertThat(send(route).status()).isNotIn(404, 405).isLessThan(500);
    }

    private Answer send(String route) {
        String[] parts = route.split(" ");
        String path = parts[1].replace("{id}", "inkwell-demo").replace("{name}", "wte.weight");
        return HttpMethod.GET.matches(parts[0]) ? this.service.get(path) : this.service.post(path, "{}");
    }

    @Test
    void createsNoBeansAndNoThreads() {
        List<String> types = Arrays.stream(this.beans.getBeanDefinitionNames())
            .map(this.beans::getType)
            .map(String::valueOf)
            .filter((type) -> type.matches(".*(io.inkwell.explanation|ExplanationConfiguration).*"))
            .toList();
        assertThat(types).isEmpty();
        assertThat(this.beans.containsBean("weightsOutScheduler")).isFalse();
        assertThat(this.beans.containsBean("textInScheduler")).isTrue();
    }

}
