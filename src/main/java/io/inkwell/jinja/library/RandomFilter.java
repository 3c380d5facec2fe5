package io.inkwell.jinja.library;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Members;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/**
 * {@code random}: returns a random element of a sequence.
 *
 * @param source the random generator, queried for each call
 */
record RandomFilter(Supplier<? extends RandomGenerator> source) implements Filter {

    @Override
    public Object apply(Object value, Arguments arguments, Budget budget) {
        Signature.of("random").bind(arguments);
        int length = Types.length(value);
        if (length == 0) {
            return Undefined.because("No random item, sequence was empty.");
        }
        Object item = Members.element(value, (long) this.source.get().nextInt(length), budget);
        if (item == null) {
            throw TemplateFailure.operation("'" + Types.name(value) + "' object does not support indexing");
        }
        return item;
    }

}
