package io.inkwell.limits;

import java.util.function.LongSupplier;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The time at which the whole body of a request had arrived. The Reactor context of its
 * response holds it, so that every wait of the request counts towards one deadline.
 *
 * @param nanos by the clock of the engines
 */
public record Arrival(long nanos) {

    /** Adds the current time to a context. */
    public static Context now(Context context, LongSupplier nanoClock) {
        return context.put(Arrival.class, new Arrival(nanoClock.getAsLong()));
    }

    /** The time in a context; the current time if there is none. */
    public static long nanos(ContextView context, LongSupplier nanoClock) {
        return context.<Arrival>getOrEmpty(Arrival.class).map(Arrival::nanos).orElseGet(nanoClock::getAsLong);
    }

}
