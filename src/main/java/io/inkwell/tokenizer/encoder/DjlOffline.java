package io.inkwell.tokenizer.encoder;

/**
 * Keeps DJL from the network. Left to itself it reports its start to a telemetry address
 * by way of the cloud's metadata service, and fetches native libraries that the class
 * path lacks.
 */
final class DjlOffline {

    private DjlOffline() {
    }

    /**
     * To be called before any class of DJL. What the operator has set stays, and DJL
     * itself prefers the environment variables {@code DJL_OFFLINE} and
     * {@code OPT_OUT_TRACKING} to these properties.
     */
    static void set() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        // Read on its own, so that whoever allows downloads does not allow telemetry.
        System.getProperties().putIfAbsent("OPT_OUT_TRACKING", "true");
    }

}
