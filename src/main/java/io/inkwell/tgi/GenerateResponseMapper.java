package io.inkwell.tgi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.BestOf;
import io.inkwell.completion.Choice;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.TextToken;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionLogprobs;
import io.inkwell.openai.CompletionResponses;
import io.inkwell.tgi.GenerateResponse.Details;
import io.inkwell.tgi.GenerateResponse.PrefillToken;
import io.inkwell.tgi.GenerateResponse.Sequence;
import io.inkwell.tgi.GenerateResponse.Token;

/** Maps the completion of one request to a response or its events. Not thread-safe. */
final class GenerateResponseMapper implements CompletionResponses {

    private final EncodedCompletion completion;

    private final String prefix;

    private final boolean hasDetails;

    private final boolean inList;

    /** The text of a stream so far, and its division among tokens. */
    private final StringBuilder text = new StringBuilder();

    private final TokenTexts texts = new TokenTexts();

    private int numEvents;

    /**
     * @param prefix what the generated text starts with
     * @param hasDetails whether details are requested
     * @param inList whether a whole response is in a list
     */
    GenerateResponseMapper(EncodedCompletion completion, String prefix, boolean hasDetails, boolean inList) {
        this.completion = completion;
        this.prefix = prefix;
        this.hasDetails = hasDetails;
        this.inList = inList;
    }

    @Override
    public Object toResponse(Completion whole) {
        List<Choice> choices = whole.choices();
        List<Choice> sorted = (choices.size() > 1) ? BestOf.sort(choices) : choices;
        List<PrefillToken> prefill = prefill(choices.get(0).prompt());
        List<Sequence> others = sorted.stream()
            .skip(1)
            .map((choice) -> new Sequence(this.prefix + choice.text(), details(choice, prefill, null, whole.summary())))
            .toList();
        Choice best = sorted.get(0);
        GenerateResponse response = new GenerateResponse(this.prefix + best.text(),
                this.hasDetails ? details(best, prefill, others.isEmpty() ? null : others, whole.summary()) : null);
        return this.inList ? List.of(response) : response;
    }

    private Details details(Choice choice, List<PrefillToken> prefill, @Nullable List<Sequence> others,
            CompletionSummary summary) {
        List<String> texts = new TokenTexts().next(choice.text(), choice.tokens());
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            tokens.add(token(choice.tokens().get(i), texts.get(i)));
        }
        List<List<Token>> top = hasTop() ? choice.tokens().stream().map(this::top).toList() : List.of();
        return new Details(finishReason(choice), tokens.size(), seed(summary), prefill, tokens, others, top);
    }

    @Override
    public List<StreamResponse> toEvents(CompletionChunk chunk) {
        Choice part = chunk.choice();
        this.text.append(part.text());
        List<String> texts = this.texts.next(part.text(), part.tokens());
        List<StreamResponse> events = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            this.numEvents++;
            TextToken token = part.tokens().get(i);
            // A finished choice has at least one token, the last one.
            boolean isLast = part.isFinished() && i == texts.size() - 1;
            events.add(new StreamResponse(this.numEvents, token(token, texts.get(i)), hasTop() ? top(token) : List.of(),
                    isLast ? this.prefix + this.text : null,
                    (isLast && this.hasDetails) ? details(part, Objects.requireNonNull(chunk.summary())) : null));
        }
        return events;
    }

    private StreamResponse.Details details(Choice last, CompletionSummary summary) {
        return new StreamResponse.Details(finishReason(last), summary.numGeneratedTokens(), seed(summary),
                this.completion.numPromptTokens());
    }

    @Override
    public Object failure(ServiceException failure) {
        return TgiErrors.Body.of(failure);
    }

    @Override
    public boolean endsWithDone() {
        return false;
    }

    private static String finishReason(Choice choice) {
        if (choice.finishReason() == FinishReason.LENGTH) {
            return "length";
        }
        return (choice.stopReason() instanceof String) ? "stop_sequence" : "eos_token";
    }

    private @Nullable Long seed(CompletionSummary summary) {
        return this.completion.request().sampling().isGreedy() ? null : Long.valueOf(summary.seed());
    }

    private static List<PrefillToken> prefill(@Nullable PromptTokens prompt) {
        return (prompt == null) ? List.of() : prompt.tokens().stream().map((token) -> {
            TextToken.Logprobs scores = token.logprobs();
            return new PrefillToken(token.id(), token.label(),
                    (scores != null) ? Float.valueOf(CompletionLogprobs.finite(scores.logprob())) : null);
        }).toList();
    }

    private boolean hasTop() {
        return this.completion.request().output().hasTopLogprobs();
    }

    private List<Token> top(TextToken token) {
        return Objects.requireNonNull(token.logprobs())
            .top()
            .stream()
            .map((other) -> new Token(other.id(), other.label(), CompletionLogprobs.finite(other.logprob()),
                    isSpecial(other.id())))
            .toList();
    }

    /** The text omits special tokens, so they have their name. */
    private Token token(TextToken token, String text) {
        boolean isSpecial = isSpecial(token.id());
        return new Token(token.id(), isSpecial ? token.label() : text,
                CompletionLogprobs.finite(Objects.requireNonNull(token.logprobs()).logprob()), isSpecial);
    }

    private boolean isSpecial(int id) {
        return this.completion.model().tokenizer().table().isSpecial(id);
    }

}
