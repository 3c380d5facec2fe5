package io.inkwell.docs;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** The page depends on this service only. */
@InkwellService
class DocsPageIT {

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"|url: \"([^\"]*)\"");

    private final ServiceClient service;

    DocsPageIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @ParameterizedTest
    @CsvSource({ "/docs, text/html", "/docs/docs.js, text/javascript", "/docs/swagger-ui.css, text/css",
            "/docs/swagger-ui-bundle.js, text/javascript", "/docs/favicon-32x32.png, image/png" })
    void servesPageAndFiles(String path, String type) {
        Answer answer = this.service.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.body()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "/docs/docs.html", "/docs/openapi.yaml", "/docs/..%2fopenapi.yaml", "/docs/.", "/docs/a/b" })
    void servesNoOtherFiles(String path) {
        assertThat(this.service.get(path).status()).isEqualTo(404);
    }

    /** Swagger UI includes its own page, which shows another document. */
    @Test
    void doesNotServeWebjars() throws IOException {
        Resource[] pages = new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/index.html");

        assertThat(pages).hasSize(1);
        String path = pages[0].getURL().toString().replaceFirst(".*META-INF/resources", "");
        assertThat(path).startsWith("/webjars/");
        assertThat(this.service.get(path).status()).isEqualTo(404);
    }

    @Test
    void referencesOnlyExistingLocalFiles() {
        Set<String> references = new LinkedHashSet<>();
        for (String path : new String[] { "/docs", "/docs/docs.js" }) {
            REFERENCE.matcher(this.service.get(path).body())
                .results()
                .forEach((match) -> references.add((match.group(1) != null) ? match.group(1) : match.group(2)));
        }

        assertThat(references).contains("docs/docs.js", "openapi.json")
            .allSatisfy((reference) -> assertThat(reference).matches("[\\w./-]+").doesNotStartWith("/"))
            .allSatisfy((reference) -> assertThat(this.service.get("/" + reference).status()).isEqualTo(200));
        assertThat(this.service.get("/docs/swagger-ui.css").body()).doesNotContain("@import")
            .doesNotContainPattern("url\\((?!\"?data:)");
    }

    /** Allows a content security policy without inline scripts and styles. */
    @Test
    void containsNoInlineScriptsOrStyles() {
        assertThat(this.service.get("/docs").body()).doesNotContainPattern("<script(?![^>]* src=)")
            .doesNotContainPattern("<style|style=|\\son\\w+=|javascript:");
    }

}
