package io.inkwell.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever is woken by an alert finds a page about it. */
class OperationsDocumentTests {

    @Test
    void tellsOfEveryAlertWhatToDo() throws IOException {
        String document = Files.readString(Path.of("docs/operations.md"));
        String runbook = document.substring(document.indexOf("\n## Runbook"));
        List<String> headings = runbook.lines()
            .filter((line) -> line.startsWith("### "))
            .map((line) -> line.substring(4))
            .toList();

        assertThat(headings).isNotEmpty().containsExactlyInAnyOrderElementsOf(AlertRules.alerts());
    }

}
