package io.inkwell.web;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Propagates the request id to every thread that works on the request, for its log lines.
 * Registered with Micrometer's context propagation as a service.
 */
public final class RequestIdAccessor implements ThreadLocalAccessor<String> {

    /**
     * The name of the field in the Elastic Common Schema, the log format of containers.
     */
    public static final String KEY = "http.request.id";

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
