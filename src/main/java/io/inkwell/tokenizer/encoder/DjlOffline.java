package io.inkwell.tokenizer.encoder;

/**
 * Keeps DJL offline. By default it reports its start to a telemetry address through the
 * cloud metadata service. It also downloads native libraries that are missing on the
 * class path.
 */
final class DjlOffline {

    private DjlOffline() {
    }

    /**
     * Sets the properties; call it before any DJL class is loaded. Values set by the
     * operator take precedence, as do the environment variables {@code DJL_OFFLINE} and
     * {@code OPT_OUT_TRACKING}, which DJL prefers to the properties. The model sets the
     * same properties, because either can start first.
     */
    static void set() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        // A separate property, so that allowing downloads does not enable telemetry.
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
    }

}
