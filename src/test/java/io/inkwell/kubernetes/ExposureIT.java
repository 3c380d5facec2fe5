package io.inkwell.kubernetes;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;

import io.inkwell.docs.ApiDocument;

import static org.assertj.core.api.Assertions.assertThat;

/** Paths that the cluster exposes. */
@RequiresKubectl
class ExposureIT {

    /** A path, optionally with all paths below it. */
    private record Opening(String path, boolean isPrefix) {

        boolean letsThrough(String asked) {
            return asked.equals(this.path) || (this.isPrefix && asked.startsWith(this.path + "/"));
        }

    }

    private final List<Opening> ingress = Manifests.overlay("ingress-nginx")
        .one(Ingress.class)
        .getSpec()
        .getRules()
        .stream()
        .flatMap((rule) -> rule.getHttp().getPaths().stream())
        .map((path) -> new Opening(path.getPath(), path.getPathType().equals("Prefix")))
        .toList();

    private final List<Opening> route = rules().stream()
        .flatMap((rule) -> rule.getMatches().stream())
        .map((match) -> new Opening(match.getPath().getValue(), match.getPath().getType().equals("PathPrefix")))
        .toList();

    static Stream<String> documentedPaths() {
        return new ApiDocument().root()
            .path("paths")
            .propertyNames()
            .stream()
            .map((path) -> path.replaceAll("\\{\\w+}", "default"));
    }

    // Key scopes decide in detail; this is an outer barrier.
    private static boolean isForEverybody(String path) {
        boolean isPage = path.equals("/") || path.matches("/docs(/.*)?|/openapi\\.(json|yaml)");
        boolean isOfVllm = path.matches("/(health|ping|version|tokenize|detokenize|tokenizer_info)");
        boolean isOfTgi = path.matches("/(generate|generate_stream|info)");
        boolean isOfOperators = path.matches("/v1/(explain|files|fine_tuning|(un)?load_lora_adapter)(/.*)?");
        return isOfVllm || isOfTgi || isPage || (path.startsWith("/v1/") && !isOfOperators);
    }

    @ParameterizedTest
    @MethodSource("documentedPaths")
    void exposesGenerationAndDocsOnly(String path) {
        assertThat(isOut(this.ingress, path)).isEqualTo(isForEverybody(path));
        assertThat(isOut(this.route, path)).isEqualTo(isForEverybody(path));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator", "/actuator/prometheus", "/actuator/health", "/livez", "/readyz", "/metrics",
            "/v1", "/v1/explain/attention", "/v1/modelsx", "/v1/completionsx", "/healthz", "/webjars/x", "/versions",
            "/tokenize/x", "/healt", "/health/x" })
    void doesNotExpose(String path) {
        assertThat(isOut(this.ingress, path)).isFalse();
        assertThat(isOut(this.route, path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/studio/v1/js/app.js", "/docs", "/docs/docs.js", "/health", "/ping", "/version",
            "/v1/completions", "/tokenize", "/detokenize", "/tokenizer_info", "/v1/models", "/v1/models/gpt2",
            "/v1/models/openai-community/gpt2", "/v1/models/openai-community%2Fgpt2" })
    void exposes(String path) {
        assertThat(isOut(this.ingress, path)).isTrue();
        assertThat(isOut(this.route, path)).isTrue();
    }

    @Test
    void ingressAndGatewayExposeTheSamePaths() {
        assertThat(this.route).isNotEmpty().containsExactlyInAnyOrderElementsOf(this.ingress);
    }

    /** The limit in the Gateway API. */
    @Test
    void staysWithinGatewayLimits() {
        assertThat(rules()).allSatisfy((rule) -> assertThat(rule.getMatches()).hasSizeBetween(1, 8));
    }

    @Test
    void routesToTheService() {
        assertThat(Manifests.overlay("ingress-nginx").one(Ingress.class).getSpec().getRules())
            .flatExtracting((rule) -> rule.getHttp().getPaths())
            .allSatisfy((path) -> {
                assertThat(path.getBackend().getService().getName()).isEqualTo("inkwell");
                assertThat(path.getBackend().getService().getPort().getName()).isEqualTo("http");
            });
        assertThat(rules()).flatExtracting(HTTPRouteRule::getBackendRefs).isNotEmpty().allSatisfy((backend) -> {
            assertThat(backend.getName()).isEqualTo("inkwell");
            assertThat(backend.getPort()).isEqualTo(80);
        });
    }

    @Test
    void doesNotTimeOutStreams() {
        assertThat(rules()).isNotEmpty().allSatisfy((rule) -> {
            assertThat(rule.getTimeouts().getRequest()).isEqualTo("0s");
            assertThat(rule.getTimeouts().getBackendRequest()).isEqualTo("0s");
        });
        assertThat(annotation("proxy-buffering")).isEqualTo("off");
        assertThat(annotation("proxy-http-version")).isEqualTo("1.1");
        assertThat(Integer.parseInt(annotation("proxy-read-timeout"))).isGreaterThanOrEqualTo(3600);
        assertThat(Integer.parseInt(annotation("proxy-send-timeout"))).isGreaterThanOrEqualTo(3600);
    }

    @Test
    void acceptsBodiesAsLargeAsTheServiceDoes() throws IOException {
        Object limit = new YamlPropertySourceLoader()
            .load("settings", new FileSystemResource("config/application.yaml"))
            .get(0)
            .getProperty("inkwell.limits.max-body-size");

        assertThat(DataSize.parse(annotation("proxy-body-size").replaceFirst("m$", "MB")))
            .isEqualTo(DataSize.parse(String.valueOf(limit)));
    }

    @Test
    void requiresTls() {
        Ingress encrypted = Manifests.overlay("ingress-nginx").one(Ingress.class);

        assertThat(encrypted.getSpec().getTls()).singleElement()
            .satisfies((tls) -> assertThat(tls.getHosts()).containsExactlyElementsOf(
                    encrypted.getSpec().getRules().stream().map((rule) -> rule.getHost()).toList()));
    }

    private static boolean isOut(List<Opening> openings, String path) {
        return openings.stream().anyMatch((opening) -> opening.letsThrough(path));
    }

    private static List<HTTPRouteRule> rules() {
        return Manifests.overlay("gateway").one(HTTPRoute.class).getSpec().getRules();
    }

    private static String annotation(String name) {
        return Manifests.overlay("ingress-nginx")
            .one(Ingress.class)
            .getMetadata()
            .getAnnotations()
            .get("nginx.ingress.kubernetes.io/" + name);
    }

}
