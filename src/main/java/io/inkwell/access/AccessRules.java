package io.inkwell.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Maps paths to the scopes that allow them. Paths are matched like those of controllers,
 * on Spring's parsed request path, so every spelling of a path means the same here and
 * there. No key allows a path without a rule.
 */
final class AccessRules {

    /** The paths of metrics; {@code /metrics} is an alias of the first. */
    static final List<String> METRICS = List.of("/actuator/prometheus", "/metrics.json");

    /** The first rule that matches applies. */
    private static final List<AccessRules.Rule> RULES = Stream.of(
    // @formatter:off
            List.of(new Rule(HttpMethod.DELETE, pattern("/v1/models/{id}"), EnumSet.of(Scope.FINE_TUNING)),
                    new Rule(HttpMethod.POST, pattern("/"), EnumSet.of(Scope.INFERENCE))),
            rules(EnumSet.of(Scope.INFERENCE), "/v1/completions", "/v1/chat/completions", "/v1/responses",
                    "/v1/embeddings", "/generate", "/generate_stream", "/info", "/v1/models", "/v1/models/{id}",
                    "/tokenize", "/detokenize", "/tokenizer_info"),
            rules(EnumSet.of(Scope.FINE_TUNING), "/v1/files", "/v1/files/{id}", "/v1/files/{id}/content",
                    "/v1/fine_tuning/**"),
            rules(EnumSet.of(Scope.EXPLAIN), "/v1/explain/**", "/v1/models/{id}/architecture",
                    "/v1/models/{id}/weights", "/v1/models/{id}/weights/{name}"),
            rules(EnumSet.of(Scope.METRICS), METRICS.toArray(String[]::new)),
            rules(EnumSet.of(Scope.ADMIN), "/actuator", "/actuator/**", "/admin/models", "/admin/models/{*name}",
                    "/v1/load_lora_adapter", "/v1/unload_lora_adapter"),
            rules(EnumSet.allOf(Scope.class), "/version", "/openapi.yaml", "/openapi.json", "/docs", "/docs/{name}",
                    "/", "/studio/**"))
    // @formatter:on
        .flatMap(List::stream)
        .toList();

    /** Paths that require an API key even if the service has none. */
    private static final List<PathPattern> ADMIN = Stream
        .of("/admin/**", "/v1/load_lora_adapter", "/v1/unload_lora_adapter")
        .map(AccessRules::pattern)
        .toList();

    private AccessRules() {
    }

    private static List<Rule> rules(Set<Scope> scopes, String... patterns) {
        return Stream.of(patterns).map((pattern) -> new Rule(null, pattern(pattern), scopes)).toList();
    }

    private static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    /** Whether the path is closed if the service has no API keys. */
    static boolean isClosedWithoutKeys(PathContainer path) {
        return ADMIN.stream().anyMatch((pattern) -> pattern.matches(path));
    }

    /** The scopes that each allow the request; empty if no rule matches. */
    static Optional<Set<Scope>> scopes(HttpMethod method, PathContainer path) {
        return RULES.stream().filter((rule) -> rule.matches(method, path)).map(Rule::scopes).findFirst();
    }

    /**
     * @param method null for all methods
     */
    private record Rule(@Nullable HttpMethod method, PathPattern pattern, Set<Scope> scopes) {

        boolean matches(HttpMethod method, PathContainer path) {
            return (this.method == null || this.method == method) && this.pattern.matches(path);
        }

    }

}
