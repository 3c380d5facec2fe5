package io.inkwell.cli;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandArgumentsTests {

    @Test
    void settingsAreKnownByTheDotsInTheirNames() {
        CommandArguments arguments = CommandArguments.of(List.of("generate", "--inkwell.model=/models/gpt2", "Call me.",
                "--top-p=.5", "--spring.config.location=a=b", "--server.port"));

        assertThat(arguments.settings()).containsExactly("--inkwell.model=/models/gpt2", "--spring.config.location=a=b",
                "--server.port");
        assertThat(arguments.command()).containsExactly("generate", "Call me.", "--top-p=.5");
    }

    @Test
    void argumentsAfterTwoDashesAreNotSettings() {
        CommandArguments arguments = CommandArguments.of(List.of("generate", "--", "--dear.reader=you"));

        assertThat(arguments.settings()).isEmpty();
        assertThat(arguments.command()).containsExactly("generate", "--", "--dear.reader=you");
    }

    @Test
    void acceptsValuesWithLineBreaks() {
        assertThat(CommandArguments.of(List.of("--spring.application.json={\n}")).settings()).hasSize(1);
    }

}
