package io.inkwell.chat;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;

import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Printer;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;

/** Template functions that transformers adds to Jinja's. */
final class TemplateFunctions {

    private static final Signature RAISE = Signature.of("raise_exception", "message");

    private static final Signature NOW = Signature.of("strftime_now", "format");

    private static final Callable RAISE_EXCEPTION = (arguments, budget) -> {
        throw TemplateFailure.raised(Printer.str(RAISE.bind(arguments).get(0), budget));
    };

    private TemplateFunctions() {
    }

    static Map<String, Callable> all(Clock clock) {
        Callable now = (arguments, budget) -> Strftime.format(LocalDateTime.now(clock), NOW.bind(arguments).text(0));
        return Map.of("raise_exception", RAISE_EXCEPTION, "strftime_now", now);
    }

}
