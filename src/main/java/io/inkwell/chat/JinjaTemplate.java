package io.inkwell.chat;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/**
 * A template in the dialect that Hugging Face's are written in: Jinja with trimmed
 * blocks, Python's string methods, {@code raise_exception} and {@code strftime_now}. It
 * reaches its variables and nothing else: no files, no classes of Java.
 */
final class JinjaTemplate {

    private static final int MAX_OUTPUT_BYTES = 1 << 26;

    private static final int MAX_DEPTH = 20;

    private static final Set<String> TAGS_THAT_READ_FILES = Set.of("include", "import", "from", "extends");

    /** Jinjava reads the condition as that of the list, and leaves nothing out. */
    private static final Pattern LOOP_WITH_CONDITION = Pattern
        .compile("\\{%[-+]?\\s*for\\s[^%]*\\sif\\s(?![^%]*\\selse\\s)");

    private final String source;

    JinjaTemplate(String source) {
        this.source = TrimmedBlocks.of(source);
    }

    private static JinjavaConfig.Builder config() {
        return JinjavaConfig.newBuilder()
            .withLocale(Locale.ROOT)
            .withElResolver(new PythonResolver())
            .withObjectMapper(PythonJson.mapper())
            .withDisabled(Map.of(Library.TAG, TAGS_THAT_READ_FILES))
            // What users write is text, whatever it looks like.
            .withNestedInterpretationEnabled(false)
            .withKeepTrailingNewline(true)
            .withMaxOutputSize(MAX_OUTPUT_BYTES)
            .withMaxRenderDepth(MAX_DEPTH)
            // With these, and no other of its kind, texts are those of Python's Jinja.
            .withLegacyOverrides(LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withUseTrimmingForNotesAndExpressions(true)
                .build());
    }

    /**
     * Goes through all of the template.
     * @throws IllegalStateException if it cannot be rendered; the message says why
     */
    void check(Map<String, ?> variables) {
        if (LOOP_WITH_CONDITION.matcher(this.source).find()) {
            throw new IllegalStateException("a for with an if in it is not supported; the if can stand in the loop");
        }
        result(variables, Dialect.CHECKING);
    }

    /**
     * @throws ServiceException if the template refuses its variables
     * @throws IllegalStateException if it fails
     */
    String render(Map<String, ?> variables) {
        RenderResult result = result(variables, Dialect.CONFIG);
        Optional<ServiceException> refusal = result.getErrors().stream().flatMap(JinjaTemplate::refusal).findFirst();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return result.getOutput();
    }

    /** Its errors, if there are any, are refusals. */
    private RenderResult result(Map<String, ?> variables, JinjavaConfig config) {
        RenderResult result = Dialect.JINJA.renderForResult(this.source, variables, config);
        for (TemplateError error : result.getErrors()) {
            if (refusal(error).findAny().isEmpty()) {
                throw new IllegalStateException("line " + error.getLineno() + ": " + error.getMessage());
            }
        }
        return result;
    }

    private static Stream<ServiceException> refusal(TemplateError error) {
        return Stream.<@Nullable Throwable>iterate(error.getException(), Objects::nonNull, Throwable::getCause)
            .filter(ServiceException.class::isInstance)
            .map(ServiceException.class::cast);
    }

    /**
     * Made at the first use, which takes some tenths of a second: who never chats does
     * not wait for it.
     */
    private static final class Dialect {

        static final JinjavaConfig CONFIG = config().build();

        /** Enters every branch, calls nothing. */
        static final JinjavaConfig CHECKING = config().withValidationMode(true).build();

        static final Jinjava JINJA = new HuggingFaceJinja(CONFIG);

    }

}
