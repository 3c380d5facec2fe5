package io.inkwell.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * {@code GET /docs}, the API documentation page, and its files. They are kept in memory,
 * so that no event loop reads the jar.
 */
@RestController
class DocsController {

    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    private final byte[] page = own("docs.html");

    private final Map<String, byte[]> files = new HashMap<>();

    DocsController() throws IOException {
        this.files.put("docs.js", own("docs.js"));
        for (String name : List.of("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")) {
            Resource file = new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI + name)[0];
            this.files.put(name, file.getContentAsByteArray());
        }
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(this.page);
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        byte[] content = this.files.get(name);
        if (content == null) {
            throw new ServiceException(ErrorKind.NOT_FOUND, "no resource exists at this path");
        }
        return ResponseEntity.ok()
            .contentType(MediaTypeFactory.getMediaType(name).orElseThrow())
            .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
            .body(content);
    }

    private static byte[] own(String name) throws IOException {
        return new ClassPathResource(name, DocsController.class).getContentAsByteArray();
    }

}
