package io.inkwell.chat;

import java.time.ZonedDateTime;
import java.util.Locale;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.objects.date.StrftimeFormatter;
import jinjava.javax.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** Jinja with what Hugging Face adds to it and what settings cannot say. */
final class HuggingFaceJinja extends Jinjava {

    private static final int MAX_REFUSAL_LENGTH = 300;

    private final ExpressionFactory expressions = new PythonExpressions();

    HuggingFaceJinja(JinjavaConfig config) {
        super(config);
        setResourceLocator((name, encoding, interpreter) -> {
            throw new UnsupportedOperationException("a chat template cannot read others");
        });
        registerFunction(function("raise_exception", "refuse"));
        registerFunction(function("strftime_now", "now"));
    }

    @Override
    public ExpressionFactory getExpressionFactory() {
        return this.expressions;
    }

    private static ELFunctionDefinition function(String name, String method) {
        return new ELFunctionDefinition("", name, HuggingFaceJinja.class, method, String.class);
    }

    static @Nullable Object refuse(String reason) {
        throw ServiceException.invalid("messages", "the chat template refuses the messages: "
                + reason.substring(0, Math.min(reason.length(), MAX_REFUSAL_LENGTH)));
    }

    static String now(String format) {
        return StrftimeFormatter.format(ZonedDateTime.now(), format, Locale.ROOT);
    }

}
