package io.inkwell.openai.chat;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.inkwell.completion.Choice;
import io.inkwell.decoding.stop.FinishReason;
import io.inkwell.openai.chat.ChatResponse.Delta;

import static org.assertj.core.api.Assertions.assertThat;

class CallFormatTests {

    @Test
    void divisionOfTheTextDoesNotMatter() {
        CallFormat format = new CallFormat("r", null, false);

        assertThat(format.start(0)).isEqualTo(Delta.start(null));
        assertThat(format.next(part("wea"))).isEqualTo(Delta.EMPTY);
        assertThat(format.next(part("ther {\"a\":")))
            .isEqualTo(Delta.of(ToolCall.first("call_r", "weather", "{\"a\":")));
        assertThat(format.next(part(" 1}"))).isEqualTo(Delta.of(ToolCall.next(" 1}")));
        assertThat(format.next(part(""))).isEqualTo(Delta.EMPTY);
        assertThat(format.finishReason(choice("", FinishReason.STOP))).isEqualTo("tool_calls");
    }

    @Test
    void startsWithTheOnlyFunction() {
        CallFormat format = new CallFormat("r", "weather", true);

        assertThat(format.start(2)).isEqualTo(Delta.start(ToolCall.first("call_r_2", "weather", "")));
        assertThat(format.next(part("weather {"))).isEqualTo(Delta.of(ToolCall.next("{")));
        assertThat(format.finishReason(choice("", FinishReason.STOP))).isEqualTo("stop");
    }

    @Test
    void callsNothingBeforeTheNameIsWhole() {
        CallFormat format = new CallFormat("r", null, false);
        Choice cut = choice("wea", FinishReason.STOP);

        assertThat(format.message(cut).toolCalls()).isNull();
        assertThat(format.finishReason(cut)).isEqualTo("stop");
    }

    @Test
    void reportsACallThatIsCut() {
        CallFormat format = new CallFormat("r", null, false);
        Choice cut = choice("time {\"a", FinishReason.LENGTH);

        assertThat(format.message(cut).toolCalls()).isEqualTo(List.of(ToolCall.whole("call_r", "time", "{\"a")));
        assertThat(format.finishReason(cut)).isEqualTo("length");
    }

    private static Choice part(String text) {
        return choice(text, null);
    }

    private static Choice choice(String text, @Nullable FinishReason reason) {
        return new Choice(0, text, List.of(), null, reason, null, null);
    }

}
