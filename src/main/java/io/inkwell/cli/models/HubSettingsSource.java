package io.inkwell.cli.models;

import io.inkwell.hub.HubException;
import io.inkwell.hub.HubSettings;

/** Reads the settings of the hub when a command needs them. */
@FunctionalInterface
public interface HubSettingsSource {

    /**
     * @throws HubException if one is invalid
     */
    HubSettings read() throws HubException;

}
