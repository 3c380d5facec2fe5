package io.inkwell.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /openapi.yaml} and {@code GET /openapi.json}. The document is written by
 * hand: controllers read bodies as bytes, so a generator cannot derive their schemas.
 */
@RestController
class OpenApiController {

    private final byte[] yaml;

    private final byte[] json;

    OpenApiController(JsonMapper json) throws IOException {
        this.yaml = new ClassPathResource("openapi.yaml", OpenApiController.class).getContentAsByteArray();
        Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new String(this.yaml, StandardCharsets.UTF_8));
        this.json = json.writeValueAsBytes(document);
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<byte[]> yaml() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(this.yaml);
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> json() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.json);
    }

}
