package io.inkwell.jinja.method;

import java.util.Map;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Bound;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Bytes;
import io.inkwell.jinja.value.Signature;

/** The bytes methods that return strings. */
final class BytesMethods {

    static final Map<String, Method<Bytes>> ALL = Map.of("decode", BytesMethods::decode, "hex", BytesMethods::hex);

    private BytesMethods() {
    }

    private static Object decode(Bytes bytes, Arguments arguments, Budget budget) {
        Bound bound = Signature.of("decode", "encoding?", "errors?").bind(arguments);
        budget.text(bytes.size());
        return Encoding.of(bound.text(0, "utf-8")).decode(bytes.values(), bound.text(1, "strict"));
    }

    private static Object hex(Bytes bytes, Arguments arguments, Budget budget) {
        Signature.of("hex").bind(arguments);
        budget.text(bytes.size() * 2L);
        return bytes.hex();
    }

}
