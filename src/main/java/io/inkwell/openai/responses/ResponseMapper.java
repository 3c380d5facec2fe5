package io.inkwell.openai.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.Choice;
import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.TextToken;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.error.ServiceException;
import io.inkwell.openai.CompletionResponses;
import io.inkwell.openai.InkwellTimings;
import io.inkwell.openai.LogprobsFormat;
import io.inkwell.openai.ResponseMetadata;
import io.inkwell.openai.chat.ChatLogprobs;

/** Maps the completion of one request to a response or its events. Not thread-safe. */
final class ResponseMapper implements CompletionResponses {

    private static final String IN_PROGRESS = "in_progress";

    private final ResponseMetadata metadata;

    private final EncodedCompletion completion;

    private final ResponseSettings settings;

    private final String itemId;

    /** The text and the log-probabilities of a stream so far. */
    private final StringBuilder text = new StringBuilder();

    private final List<ChatLogprobs.Token> logprobs = new ArrayList<>();

    private int numEvents;

    ResponseMapper(ResponseMetadata metadata, EncodedCompletion completion, ResponseSettings settings) {
        this.metadata = metadata;
        this.completion = completion;
        this.settings = settings;
        this.itemId = "msg_" + completion.request().requestId();
    }

    @Override
    public ResponseObject toResponse(Completion whole) {
        Choice choice = whole.choices().get(0);
        return finished(choice, OutputMessage.Part.of(choice.text(), logprobs(choice.tokens())), whole.summary());
    }

    @Override
    public List<ResponseEvent> toEvents(CompletionChunk chunk) {
        List<ResponseEvent> events = new ArrayList<>();
        if (this.numEvents == 0) {
            begin(events);
        }
        Choice part = chunk.choice();
        List<ChatLogprobs.Token> logprobs = logprobs(part.tokens());
        if (!part.text().isEmpty() || !logprobs.isEmpty()) {
            this.text.append(part.text());
            this.logprobs.addAll(logprobs);
            events.add(new ResponseEvent.Delta("response.output_text.delta", next(), this.itemId, 0, 0, part.text(),
                    logprobs));
        }
        if (part.isFinished()) {
            end(part, Objects.requireNonNull(chunk.summary()), events);
        }
        return events;
    }

    private void begin(List<ResponseEvent> events) {
        ResponseObject response = response(IN_PROGRESS, null, null, List.of(), null);
        events.add(new ResponseEvent.OfResponse("response.created", next(), response));
        events.add(new ResponseEvent.OfResponse("response.in_progress", next(), response));
        events.add(new ResponseEvent.OfItem("response.output_item.added", next(), 0,
                OutputMessage.of(this.itemId, IN_PROGRESS, List.of())));
        events.add(new ResponseEvent.OfPart("response.content_part.added", next(), this.itemId, 0, 0,
                OutputMessage.Part.of("", List.of())));
    }

    private void end(Choice last, CompletionSummary summary, List<ResponseEvent> events) {
        OutputMessage.Part part = OutputMessage.Part.of(this.text.toString(), List.copyOf(this.logprobs));
        ResponseObject response = finished(last, part, summary);
        events.add(new ResponseEvent.Done("response.output_text.done", next(), this.itemId, 0, 0, part.text(),
                part.logprobs()));
        events.add(new ResponseEvent.OfPart("response.content_part.done", next(), this.itemId, 0, 0, part));
        events.add(new ResponseEvent.OfItem("response.output_item.done", next(), 0, response.output().get(0)));
        events.add(new ResponseEvent.OfResponse("response." + response.status(), next(), response));
    }

    private int next() {
        return this.numEvents++;
    }

    @Override
    public String name(Object event) {
        return ((ResponseEvent) event).type();
    }

    /** A failed response, or an error if no event has shown the response. */
    @Override
    public ResponseEvent failure(ServiceException failure) {
        if (this.numEvents == 0) {
            return new ResponseEvent.Failed("error", next(), failure.kind().code(), failure.getMessage(),
                    failure.param());
        }
        ResponseObject.Failure error = new ResponseObject.Failure("server_error", failure.getMessage());
        return new ResponseEvent.OfResponse("response.failed", next(),
                response("failed", error, null, List.of(), null));
    }

    @Override
    public boolean endsWithDone() {
        return false;
    }

    private ResponseObject finished(Choice last, OutputMessage.Part part, CompletionSummary summary) {
        boolean isCut = last.finishReason() == FinishReason.LENGTH;
        String status = isCut ? "incomplete" : "completed";
        return response(status, null, isCut ? ResponseObject.IncompleteDetails.MAX_OUTPUT_TOKENS : null,
                List.of(OutputMessage.of(this.itemId, status, List.of(part))), summary);
    }

    private ResponseObject response(String status, ResponseObject.@Nullable Failure error,
            ResponseObject.@Nullable IncompleteDetails incompleteDetails, List<OutputMessage> output,
            @Nullable CompletionSummary summary) {
        SamplingParams sampling = this.completion.request().sampling();
        Integer topLogprobs = this.completion.request().output().logprobs();
        return new ResponseObject("resp_" + this.completion.request().requestId(), "response", this.metadata.created(),
                status, error, incompleteDetails, this.metadata.model(), output,
                (summary != null) ? ResponseUsage.of(summary) : null, this.settings, sampling.temperature(),
                sampling.topP(), (topLogprobs != null) ? topLogprobs : 0, List.of(), "none", false, false, false, null,
                (summary != null) ? InkwellTimings.of(summary) : null);
    }

    private List<ChatLogprobs.Token> logprobs(List<TextToken> tokens) {
        OutputOptions output = this.completion.request().output();
        return (output.logprobs() != null) ? ChatLogprobs.of(tokens, LogprobsFormat.of(output)).content() : List.of();
    }

}
