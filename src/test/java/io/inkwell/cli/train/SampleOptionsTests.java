package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleOptionsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    a.txt   | `\n one two three four five six\nseven eight nine ten eleven twelve thirteen` | `one two three four five six\nseven eight nine ten eleven twelve`
                    b.txt   | `short`                                             | short
                    c.jsonl | `\n{"prompt": "Question?", "completion": "Answer"}` | Question?
                    d.jsonl | `{"text": "Some text"}`                             | Some text
                    """)
    void defaultPromptIsTheStartOfTheHeldOutText(String name, String content, String prompt) throws IOException {
        Path file = Files.writeString(this.folder.resolve(name), content);

        assertThat(SampleOptions.of(List.of(), file, 8).prompts()).containsExactly(prompt);
    }

    @Test
    void givenPromptsAreUsedUnchanged() throws IOException {
        assertThat(SampleOptions.of(List.of(" a ", ""), Path.of("no such file"), 8).prompts()).containsExactly(" a ",
                "");
    }

}
