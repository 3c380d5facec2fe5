package io.inkwell.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.inkwell.chat.TemplateSource;
import io.inkwell.error.ServiceException;
import io.inkwell.model.training.TrainingBatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrainingDataTests {

    private static final int NO = TrainingBatch.IGNORED;

    private static final int END = LetterEncoding.END;

    @TempDir
    private Path folder;

    @Test
    void cutsJoinedDocumentsIntoBlocksAndDropsTheRest() throws IOException {
        file("a.txt", "abc");
        file("b.jsonl", "{\"text\": \"de\"}\n\n{\"text\": \"\"}\n{\"text\": \"fgh\"}\n");

        TrainingBatch batch = allOf(read(4).train());

        assertThat(batch.tokens()).containsExactly('a', 'b', 'c', END, 'd', 'e', END, 'f');
        assertThat(batch.labels()).isEqualTo(batch.tokens());
    }

    @Test
    void countsTheLossOfACompletionAndItsEnd() throws IOException {
        file("a.jsonl", """
                {"prompt": "ab", "completion": "cd"}
                {"prompt": "", "completion": "x"}
                """);

        TrainingBatch batch = allOf(read(8).train());

        assertThat(batch.length()).isEqualTo(5);
        assertThat(batch.tokens()).startsWith('a', 'b', 'c', 'd', END, LetterEncoding.START, 'x', END);
        assertThat(batch.labels()).containsExactly(NO, NO, 'c', 'd', END, NO, 'x', END, NO, NO);
        assertThat(batch.numTargets()).isEqualTo(5);
    }

    @Test
    void acceptsTextsAndCompletionsInOneRun() throws IOException {
        file("a.jsonl", """
                {"prompt": "ab", "completion": "cd"}
                {"text": "efg"}
                """);

        TrainingBatch batch = allOf(read(4).train());

        assertThat(batch.tokens()).containsExactly('e', 'f', 'g', END, 'a', 'b', 'c', 'd');
        assertThat(batch.labels()).containsExactly('e', 'f', 'g', END, NO, NO, 'c', 'd');
    }

    @Test
    void countsTheLossOfEveryAnswerOfAConversation() throws IOException {
        file("a.jsonl", """
                {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, \
                {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]}
                """);

        TrainingBatch batch = allOf(readWithTemplate().train());

        assertThat(batch.tokens()).containsExactly('a', '>', 'b', 'c', '>', 'd', END);
        assertThat(batch.labels()).containsExactly(NO, NO, 'b', NO, NO, 'd', END);
    }

    @Test
    void addsNoEndOfTextAfterThatOfTheTemplate() throws IOException {
        file("a.jsonl", """
                {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b\\u0000"}]}
                """);

        assertThat(allOf(readWithTemplate().train()).tokens()).containsExactly('a', '>', 'b', END);
    }

    @Test
    void namesTheLineOfAConversationThatTheTemplateRejects() throws IOException {
        Path file = file("a.jsonl", "\n{\"messages\": [{\"role\": \"assistant\", \"content\": \"b\"}]}");
        TemplateSource strict = TemplateSource.of("test", "{{ raise_exception('no user') }}");

        assertThatExceptionOfType(TrainingTextException.class)
            .isThrownBy(() -> TrainingData.read(file, null, 0, 4, LetterEncoding.of(strict), () -> false))
            .withMessage(file + ": line 2: the chat template rejected the messages: no user");
    }

    @Test
    void cutsLongRowsAndNamesTheFirst() throws IOException {
        Path file = file("a.jsonl", """
                {"prompt": "a", "completion": "b"}
                {"prompt": "ab", "completion": "cdef"}
                {"prompt": "a", "completion": "bcdef"}
                """);

        TrainingData data = read(4);

        assertThat(allOf(data.train()).labels()).containsExactly(NO, 'b', END, NO, NO, NO, 'c', 'd', NO, 'b', 'c', 'd');
        assertThat(data.notices()).containsExactly(
                "Rows with more tokens than the --block-size of 4 are cut at the end: 2, the first is line 2 of "
                        + file);
    }

    @Test
    void rejectsAPromptThatFillsTheBlock() throws IOException {
        Path file = file("a.jsonl", """
                {"prompt": "abc", "completion": "d"}
                {"prompt": "abcd", "completion": "e"}
                """);

        assertRejected(4, file + ": line 2: the prompt has 4 tokens, which leaves no room for the completion in a "
                + "--block-size of 4");
    }

    @Test
    void rejectsATextThatIsShorterThanABlock() throws IOException {
        file("a.txt", "short\n");

        assertRejected(32, this.folder
                + ": the text has 7 tokens, fewer than a --block-size of 32; give more text or a --block-size of at "
                + "most 7");
    }

    @Test
    void saysThatTextBesideRowsIsTooShort() throws IOException {
        file("a.jsonl", "{\"prompt\": \"a\", \"completion\": \"b\"}\n{\"text\": \"cd\"}\n");

        TrainingData data = read(4);

        assertThat(data.train().count()).isEqualTo(1);
        assertThat(data.notices())
            .containsExactly(this.folder + ": the text outside of rows with a prompt is not used, "
                    + "because it has 3 tokens, fewer than a --block-size of 4");
    }

    @Test
    void rejectsATextWithoutTokens() throws IOException {
        file("a.jsonl", "{\"text\": \"\"}\n");

        assertRejected(4, this.folder + ": the text has no tokens");
    }

    @Test
    void namesARowThatTheModelCannotEncode() throws IOException {
        Path file = file("a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"\u00e9\"}\n");

        assertRejected(4, file + ": line 2: the tokenizer encodes it with token 233, which a model with a vocabulary "
                + "of 128 lacks");
    }

    @Test
    void holdsOutTheFirstExamples() throws IOException {
        file("a.txt", "x".repeat(4 * 40));

        TrainingData data = read(4, 5);

        assertThat(data.evaluation().count()).isEqualTo(2);
        assertThat(data.train().count()).isEqualTo(38);
        assertThat(data.train().numTokens()).isEqualTo(38 * 4);
    }

    @Test
    void holdsOutThatPartOfBlocksAndOfRows() throws IOException {
        file("a.txt", "abcdefgh");
        file("b.jsonl", """
                {"prompt": "1", "completion": "2"}
                {"prompt": "3", "completion": "4"}
                """);

        TrainingData data = read(4, 50);

        assertThat(allOf(data.evaluation()).tokens()).containsExactly('a', 'b', 'c', 'd', '1', '2', END, 0);
        assertThat(allOf(data.train()).tokens()).containsExactly('e', 'f', 'g', 'h', '3', '4', END, 0);
    }

    @Test
    void learnsASingleExampleWithoutEvaluation() throws IOException {
        file("a.txt", "abcd");

        TrainingData data = read(4, 5);

        assertThat(data.train().count()).isEqualTo(1);
        assertThat(data.evaluation().count()).isZero();
        assertThat(data.notices()).containsExactly("There is no evaluation, because the text has only one example");
    }

    @Test
    void evaluatesOnATextOfItsOwn() throws IOException {
        Path train = file("train.txt", "abcdefgh");
        Path evaluation = file("eval.txt", "1234");

        TrainingData data = TrainingData.read(train, evaluation, 5, 4, LetterEncoding.create(), () -> false);

        assertThat(data.train().count()).isEqualTo(2);
        assertThat(allOf(data.evaluation()).tokens()).containsExactly('1', '2', '3', '4');
    }

    @Test
    void stopsReadingOnceCancelled() throws IOException {
        Path train = file("a.jsonl", "{\"text\": \"abcd\"}\n{\"text\": \"e\"}\nnot a row");
        AtomicInteger asked = new AtomicInteger();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> TrainingData.read(train, null, 0, 4,
                LetterEncoding.create(), () -> asked.incrementAndGet() == 2));
    }

    @Test
    void hasAChecksumOfTheExamples() throws IOException {
        Path file = file("a.jsonl", "{\"prompt\": \"ab\", \"completion\": \"c\"}");
        String checksum = read(4).checksum();
        assertThat(read(4).checksum()).isEqualTo(checksum);

        Files.writeString(file, "{\"prompt\": \"a\", \"completion\": \"bc\"}");

        assertThat(read(4).checksum()).isNotEqualTo(checksum);
    }

    @Test
    void rejectsABatchWithMoreTokensThanAnArray() throws IOException {
        file("a.txt", "x".repeat(2048));
        Examples examples = read(2048).train();

        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> examples.batch(new int[4096][256]))
            .withMessage("--batch-size times --accumulation times the tokens of the longest example must be at most "
                    + "2147483647; given: 256 x 4096 x 2048");
    }

    private void assertRejected(int blockSize, String message) {
        assertThatExceptionOfType(TrainingTextException.class).isThrownBy(() -> read(blockSize)).withMessage(message);
    }

    /** Assistant messages follow a {@code >}. */
    private TrainingData readWithTemplate() throws IOException {
        TemplateSource template = TemplateSource.of("test",
                "{% for message in messages %}{% if message.role == 'assistant' %}>{% endif %}{{ message.content }}"
                        + "{% endfor %}{% if add_generation_prompt %}>{% endif %}");
        return TrainingData.read(this.folder, null, 0, 64, LetterEncoding.of(template), () -> false);
    }

    private TrainingData read(int blockSize) throws IOException {
        return read(blockSize, 0);
    }

    private TrainingData read(int blockSize, double evalSplit) throws IOException {
        return TrainingData.read(this.folder, null, evalSplit, blockSize, LetterEncoding.create(), () -> false);
    }

    private static TrainingBatch allOf(Examples examples) {
        return examples.batch(new int[][] { IntStream.range(0, examples.count()).toArray() });
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(this.folder.resolve(name), text);
    }

}
