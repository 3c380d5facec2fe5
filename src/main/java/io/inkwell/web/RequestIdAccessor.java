package io.inkwell.web;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Takes the name of a request along to every thread that works for it, so that log lines
 * can hold it. Found by Micrometer's context propagation as a service.
 */
public final class RequestIdAccessor implements ThreadLocalAccessor<String> {

    /** As the Elastic Common Schema, in which a container logs, calls it. */
    static final String KEY = "http.request.id";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable String getValue() {
        return MDC.get(KEY);
    }

    @Override
    public void setValue(String id) {
        MDC.put(KEY, id);
    }

    @Override
    public void setValue() {
        MDC.remove(KEY);
    }

}
