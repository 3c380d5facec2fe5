package io.inkwell.langchain4j;

import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.output.Response;

import io.inkwell.api.Completion;
import io.inkwell.api.CompletionOptions;
import io.inkwell.api.Inkwell;

/** A language model of LangChain4j that runs in this process. */
public final class InkwellLanguageModel implements LanguageModel {

    private final Inkwell inkwell;

    private final CompletionOptions options;

    public InkwellLanguageModel(Inkwell inkwell, CompletionOptions options) {
        this.inkwell = inkwell;
        this.options = options;
    }

    @Override
    public Response<String> generate(String prompt) {
        Completion completion = this.inkwell.complete(prompt, this.options);
        return Response.from(completion.text(), RequestReader.usage(completion),
                RequestReader.reason(completion.finishReason()));
    }

}
