package io.inkwell.grammar;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.automaton.FormException;
import io.inkwell.grammar.mask.TokenMasks;
import io.inkwell.grammar.mask.Vocabulary;

/**
 * The forms of one vocabulary. Keeps those that requests used last. Thread-safe. The
 * first use of a form takes some milliseconds, at most seconds: do not call it on an
 * event-loop thread.
 */
public final class OutputForms {

    /** The most memory that all forms take. */
    private static final long MAX_BYTES = 128 << 20;

    private static final RequestedForm TYPICAL = new RequestedForm("response_format", new OutputForm.JsonSchema(
            """
                    {"type": "object", "properties": {"name": {"type": "string", "maxLength": 40}, "age": {"type": "integer"},
                     "role": {"enum": ["reader", "writer"]}, "born": {"type": "string", "format": "date"}, "tags": {"type": "array",
                     "items": {"type": "string", "pattern": "^[a-z]{1,8}$"}, "maxItems": 5}, "score": {"type": "number"}},
                     "required": ["name", "age", "role", "born", "tags", "score"], "additionalProperties": false}""",
            true));

    private static final int WARM_UP_TOKENS = 16;

    private final @Nullable Supplier<Vocabulary> vocabularySource;

    private final Object vocabularyLock = new Object();

    private @Nullable Vocabulary vocabulary;

    /** From the least recently used form to the last one. */
    private final Map<OutputForm, TokenMasks> known = new LinkedHashMap<>(16, 0.75f, true);

    private OutputForms(@Nullable Supplier<Vocabulary> vocabularySource) {
        this.vocabularySource = vocabularySource;
    }

    /**
     * @param vocabulary called at the first use
     */
    public static OutputForms of(Supplier<Vocabulary> vocabulary) {
        return new OutputForms(vocabulary);
    }

    /** For a vocabulary without separate bytes for each token: rejects every form. */
    public static OutputForms unsupported() {
        return new OutputForms(null);
    }

    /**
     * Compiles a form.
     * @throws ServiceException an invalid request that names the field, if the form or
     * the vocabulary is not supported
     */
    public TokenConstraint compile(RequestedForm requested) {
        return find(requested).orElseGet(() -> new FieldConstraint(requested.field(),
                keep(requested.form(), masks(requested, vocabulary(requested.field())))));
    }

    /** A form that is compiled already. Takes no time. */
    public Optional<TokenConstraint> find(RequestedForm requested) {
        return Optional.ofNullable(known(requested.form()))
            .map((masks) -> new FieldConstraint(requested.field(), masks));
    }

    /**
     * Reads the vocabulary, compiles a typical form and computes its first masks.
     * Otherwise the first request for a form waits until the JVM has loaded this code.
     */
    public void warmUp() {
        if (this.vocabularySource == null) {
            return;
        }
        TokenConstraint.State state = compile(TYPICAL).begin();
        for (int i = 0; i < WARM_UP_TOKENS && state.canContinue(); i++) {
            int forced = state.forced();
            state = state.after((forced >= 0) ? forced : state.allowed().next(0));
        }
    }

    private record FieldConstraint(String field, TokenMasks masks) implements TokenConstraint {

        @Override
        public State begin() {
            return this.masks.begin();
        }

    }

    private static TokenMasks masks(RequestedForm requested, Vocabulary vocabulary) {
        try {
            return new TokenMasks(requested.form().compile(), vocabulary);
        }
        catch (FormException ex) {
            throw ServiceException.invalid(requested.field(), requested.field() + ": " + ex.getMessage());
        }
    }

    private synchronized @Nullable TokenMasks known(OutputForm form) {
        return this.known.get(form);
    }

    private synchronized TokenMasks keep(OutputForm form, TokenMasks masks) {
        TokenMasks known = this.known.putIfAbsent(form, masks);
        if (known != null) {
            return known;
        }
        long numBytes = this.known.values().stream().mapToLong(TokenMasks::maxBytes).sum();
        Iterator<TokenMasks> eldest = this.known.values().iterator();
        while (numBytes > MAX_BYTES) {
            numBytes -= eldest.next().maxBytes();
            eldest.remove();
        }
        return masks;
    }

    private Vocabulary vocabulary(String field) {
        Supplier<Vocabulary> source = this.vocabularySource;
        if (source == null) {
            throw ServiceException.invalid(field, field
                    + " is not supported by this model: the bytes of its tokens depend on the tokens next to them");
        }
        // Reading it takes time, in which known forms are found.
        synchronized (this.vocabularyLock) {
            Vocabulary vocabulary = this.vocabulary;
            if (vocabulary == null) {
                vocabulary = source.get();
                this.vocabulary = vocabulary;
            }
            return vocabulary;
        }
    }

}
