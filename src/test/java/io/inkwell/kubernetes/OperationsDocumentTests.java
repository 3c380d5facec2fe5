package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every alert has a runbook section. */
class OperationsDocumentTests {

    @Test
    void documentsEveryAlert() throws IOException {
        String document = Files.readString(Path.of("docs/operations.md"));
        String runbook = document.substring(document.indexOf("\n## Runbook"));
        List<String> headings = runbook.lines()
            .filter((line) -> line.startsWith("### "))
            .map((line) -> line.substring(4))
            .toList();

        assertThat(headings).isNotEmpty().containsExactlyInAnyOrderElementsOf(AlertRules.alerts());
    }

}
