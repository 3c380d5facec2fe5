package io.inkwell.registry;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;

class ContextLengthErrorsTests {

    private static final String START = "this model's maximum context length is 1024 tokens, ";

    private final ContextLengthErrors errors = new ContextLengthErrors(1024);

    @Test
    void namesTheLongPrompt() {
        assertError(this.errors.promptTooLong("messages", 1100), "messages", "but the prompt has 1100");
        assertError(this.errors.promptTooLong("inputs", 1100), "inputs", "but the prompt has 1100");
        assertError(this.errors.promptTooLong("input[1]", 1100), "input[1]", "but input[1] has 1100");
        assertError(this.errors.promptTooLong("prompt", 1024), "prompt",
                "but the prompt has 1024, which leaves no room for output");
    }

    @Test
    void namesTheBytesOfAPromptThatIsNotEncoded() {
        ServiceException error = this.errors.promptHasTooManyBytes("prompt", 200_000, 131_072);

        assertThat(error).hasMessage("this model's maximum context length is 1024 tokens, at most 131072 bytes, "
                + "but the prompt has 200000 bytes");
        assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH_EXCEEDED);
        assertThat(error.param()).isEqualTo("prompt");
    }

    @Test
    void namesThePartsOfTheTotal() {
        assertError(this.errors.totalTooLong("prompt", 900, "max_tokens", 200), "max_tokens",
                "but 1100 were requested: 900 in the prompt and 200 for max_tokens");
        assertError(this.errors.totalTooLong("prompt", 1024, "max_tokens", Integer.MAX_VALUE), "prompt",
                "but 2147484671 were requested: 1024 in the prompt and 2147483647 for max_tokens");
    }

    @Test
    void namesTheFieldThatTheClientSent() {
        assertError(this.errors.noRoomForPrompt("max_completion_tokens", 1024), "max_completion_tokens",
                "so max_completion_tokens must be less; given: 1024");
    }

    private static void assertError(ServiceException error, String param, String message) {
        assertThat(error).hasMessage(START + message);
        assertThat(error.kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH_EXCEEDED);
        assertThat(error.param()).isEqualTo(param);
    }

}
