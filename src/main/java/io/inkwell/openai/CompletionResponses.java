package io.inkwell.openai;

import java.util.List;

import io.inkwell.completion.Completion;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.web.stream.EventFormat;

/** Maps the completion of one request to the responses of a protocol. */
public interface CompletionResponses extends EventFormat {

    /** The body of a whole response. */
    Object toResponse(Completion completion);

    /** The events that a chunk adds to a stream, in order. */
    List<?> toEvents(CompletionChunk chunk);

}
